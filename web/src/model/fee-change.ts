// The change of the channel fee against a base period, and which one that is.
import type { FeeChangeRow } from "../api/fees";
import { addDays, daysBetween, isCivilDate } from "./date";
import { COMPONENTS } from "./palette";
import type { Param } from "./params";
import { formatPeriod, parsePeriod, type Span } from "./period";
import type { Wire } from "./value";
import type { Step } from "./waterfall";

export const BASES = ["previous", "year"] as const;
export type Base = (typeof BASES)[number] | Span;

const USUAL: Base = "previous";

/** Which period stands on the other side: named ones move with the period in view. */
export const base: Param<Base> = {
  parse: (text) => {
    const named = BASES.find((name) => name === text);
    if (named) return named;
    const span = parsePeriod(text);
    return typeof span === "object" ? span : USUAL;
  },
  format: (value) =>
    value === USUAL ? null : typeof value === "string" ? value : formatPeriod(value),
};

/** A year before; of a leap day, the day before it. */
function yearBefore(date: string): string {
  const day = `${String(Number(date.slice(0, 4)) - 1).padStart(4, "0")}${date.slice(4)}`;
  return isCivilDate(day) ? day : `${day.slice(0, 7)}-28`;
}

export function baseOf(base: Base, { from, to }: Span): Span {
  if (typeof base === "object") return base;
  if (base === "previous") return { from: addDays(from, -daysBetween(from, to)), to: from };
  // Whole months stay whole, also the February of a leap year; else the last day moves, not the one after it.
  const whole = to.endsWith("-01");
  return {
    from: yearBefore(from),
    to: whole ? yearBefore(to) : addDays(yearBefore(addDays(to, -1)), 1),
  };
}

export const EFFECTS = ["volume", "mix", "rate"] as const;
export type Effect = (typeof EFFECTS)[number];

/** From the old fee over the effects to the new one. */
export const bridge = (values: FeeChangeRow["values"]): Step[] => [
  { key: "base", value: values.base_channel_fee, total: true },
  ...EFFECTS.map((key) => ({ key, value: values[key] })),
  { key: "now", value: values.channel_fee, total: true },
];

export const CHANGE_FIGURES = [
  "base_channel_fee",
  "channel_fee",
  "change",
  "volume",
  "mix",
  "rate",
] as const;
export type ChangeFigure = (typeof CHANGE_FIGURES)[number];

export const CHANGE_COLUMNS = ["name", ...CHANGE_FIGURES, "entered", "left"] as const;
export type ChangeColumn = (typeof CHANGE_COLUMNS)[number];

export interface ChangeLine {
  /** A region's code, or a component; null for stations in no region. */
  key: string | null;
  name: string;
  values: Record<string, Wire>;
}

/** A line for each region that had fees in either period, and for stations in none. */
export function regionLines(
  rows: readonly FeeChangeRow[],
  unassigned: FeeChangeRow | null | undefined,
): ChangeLine[] {
  const lines = rows.map(({ region, name, values }) => ({
    key: region ?? null,
    name: name ?? "",
    values: values as ChangeLine["values"],
  }));
  if (unassigned) lines.push({ key: null, name: "", values: unassigned.values });
  return lines.filter(({ values }) =>
    ["base_channel_fee", "channel_fee", "base_gmv", "gmv"].some((id) => Number(values[id]) !== 0),
  );
}

export const componentLines = ({ components }: FeeChangeRow): ChangeLine[] =>
  COMPONENTS.flatMap((component) => {
    const found = components.find((effects) => effects.component === component);
    return found ? [{ key: component, name: "", values: { ...found } }] : [];
  });
