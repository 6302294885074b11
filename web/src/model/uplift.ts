// What a campaign brought, and how far that can be believed: the answer of a
// comparison read for people, who must never be told more than it says.
import type {
  Comparison,
  ComparisonQuery,
  ComparisonQuestion,
  ComparisonWarning,
  Estimate,
} from "../api/campaigns";
import type { Reading } from "./metrics";
import type { Span } from "./period";
import { type When, whenParams } from "./question";
import { difference, numberOf, type Wire } from "./value";

export const MEASURES = ["gmv", "orders", "volume"] as const;
export type Measure = (typeof MEASURES)[number];

/** How the comparison is made; what is null or usual is left to the server. */
export interface CompareOptions {
  measure: Measure;
  baseline: Span | null;
  /** CQL2; empty for stations like the participants. */
  controls: string;
  spillover: number;
  seed: number;
}

export const USUAL_SPILLOVER = 3_000;
export const USUAL_SEED = 1;

export const USUAL_OPTIONS: CompareOptions = {
  measure: "gmv",
  baseline: null,
  controls: "",
  spillover: USUAL_SPILLOVER,
  seed: USUAL_SEED,
};

/** What is not as usual, beside the measure. */
export const changedIn = (options: CompareOptions) =>
  (["baseline", "controls", "spillover", "seed"] as const).filter(
    (key) => options[key] !== USUAL_OPTIONS[key],
  );

/** The options as the server names them in what it refuses. */
export const REFUSED = {
  baseline: ["baseline_from", "baseline_to"],
  controls: ["controls"],
  spillover: ["spillover_m"],
  seed: ["seed"],
} as const;

export const isOption = (parameter: string | null): boolean =>
  Object.values(REFUSED).some((names: readonly string[]) => names.includes(parameter ?? ""));

/** The parameters as the API names them; nothing for what is usual. */
export function comparisonParams(options: CompareOptions, when: When): ComparisonQuery {
  const { measure, baseline, controls, spillover, seed } = options;
  return {
    ...whenParams(when),
    ...(measure === "gmv" ? {} : { metric: measure }),
    ...(baseline ? { baseline_from: baseline.from, baseline_to: baseline.to } : {}),
    ...(controls ? { controls } : {}),
    ...(spillover === USUAL_SPILLOVER ? {} : { spillover_m: spillover }),
    ...(seed === USUAL_SEED ? {} : { seed }),
  };
}

/** The options that put the very question of an answer. */
export const optionsOf = (question: ComparisonQuestion): CompareOptions => ({
  measure: MEASURES.find((measure) => measure === question.metric) ?? "gmv",
  baseline: { from: question.baseline_from, to: question.baseline_to },
  controls: question.controls ?? "",
  spillover: question.spillover_m,
  seed: question.seed,
});

const READINGS: Record<string, Reading> = {
  money: "money",
  orders: "orders",
  litres: "litres",
  kwh: "kwh",
};

/** How amounts of a unit are written. */
export const readingOfUnit = (unit: string): Reading | undefined => READINGS[unit];

/** `unclear`: the interval holds zero, so neither can be said. */
export type Verdict = "more" | "less" | "unclear" | "none";

export function verdictOf(estimate: Estimate | null | undefined): Verdict {
  if (!estimate) return "none";
  const { low, high } = estimate.uplift;
  return low > 0 ? "more" : high < 0 ? "less" : "unclear";
}

/** Without its sign: the words around it say which way it goes. */
export const sizeOf = (value: Wire): Wire =>
  typeof value === "string"
    ? value.replace(/^-/, "")
    : typeof value === "number"
      ? Math.abs(value)
      : value;

/** What the controls did in the same time: what the participants would have done, too. */
export function controlChange({ controls }: Estimate): number | null {
  const [before, during] = [numberOf(controls.before), numberOf(controls.during)];
  return before === null || during === null || before === 0 ? null : during / before - 1;
}

/** What a participant would have sold a day without the campaign. */
export const withoutIt = ({ treated, additive }: Estimate): Wire =>
  difference(treated.during, additive.estimate);

/** Why there is no estimate. */
export type Lack = "days" | "participants" | "controls" | "comparable" | "sales";

export function lackOf({ from, treated, controls }: Comparison): Lack {
  if (treated.candidates === 0) return "participants";
  if (!from) return "days";
  if (controls.used === 0 && (treated.used > 0 || (treated.left_out.unmatched ?? 0) > 0)) {
    return "controls";
  }
  return treated.used === 0 ? "comparable" : "sales";
}

/** Fewer than this on either side say little. */
export const FEWEST = 10;
/** A smaller part of the participants does not speak for all of them. */
const MOST_LEFT_OUT = 0.5;

export type Level = "good" | "note" | "bad";

export interface Check {
  kind: string;
  level: Level;
  warning: ComparisonWarning | null;
}

/** What there is to be said of a warning that is none of the usual questions. */
const OTHERS: Record<string, Level> = {
  few_controls: "bad",
  overlapping_campaigns: "bad",
  no_baseline: "bad",
  mixed_units: "note",
  unfinished: "note",
};

/**
 * The questions that an estimate has to stand, each with how it does: those that the
 * server warns of, and whether there are enough participants, which it does not. The
 * worst come first.
 */
export function checksOf(answer: Comparison): Check[] {
  const { estimate, treated, warnings } = answer;
  const of = (kind: string) => warnings.find((warning) => warning.kind === kind) ?? null;
  const check = (kind: string, warned: Level, unwarned: Level = "good"): Check => {
    const warning = of(kind);
    return { kind, level: warning ? warned : unwarned, warning };
  };
  const checks: Check[] = [];
  if (estimate) {
    const compared = treated.candidates > 0 ? treated.used / treated.candidates : 0;
    checks.push(
      check("few_controls", "bad"),
      { kind: "few_participants", level: treated.used < FEWEST ? "bad" : "good", warning: null },
      check("pre_trend", "bad", estimate.pre_trend ? "good" : "note"),
      check("overlapping_campaigns", "bad"),
      check("stations_left_out", compared < MOST_LEFT_OUT ? "bad" : "note"),
    );
  }
  const known = new Set(checks.map(({ kind }) => kind));
  for (const warning of warnings) {
    if (known.has(warning.kind)) continue;
    // Without an estimate there is none that could still change.
    if (!estimate && warning.kind === "unfinished") continue;
    checks.push({ kind: warning.kind, level: OTHERS[warning.kind] ?? "note", warning });
  }
  const rank: Record<Level, number> = { bad: 0, note: 1, good: 2 };
  return checks.sort((a, b) => rank[a.level] - rank[b.level]);
}

/** Whether the number must not be relied on, whatever its interval. */
export const isDoubtful = (checks: readonly Check[]): boolean =>
  checks.some(({ level }) => level === "bad");

export interface Scale {
  min: number;
  max: number;
  ticks: number[];
}

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100];
const MOST_TICKS = 7;

/** An axis of shares in round steps that holds all values, and zero. */
export function shareScale(values: readonly number[]): Scale {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const span = high - low || 0.1;
  // A mark at the very edge would be cut in half.
  const ends = (step: number) =>
    [Math.floor((low - span * 0.03) / step), Math.ceil((high + span * 0.03) / step)] as const;
  const fits = (step: number) => {
    const [first, last] = ends(step);
    return last - first < MOST_TICKS;
  };
  const step = STEPS.find(fits) ?? span;
  const [first, last] = ends(step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toFixed(6)),
  );
  return { min: ticks[0] as number, max: ticks.at(-1) as number, ticks };
}

export const placeOn = ({ min, max }: Scale, value: number): number =>
  ((value - min) / (max - min)) * 100;

/** What is drawn of an estimate on an axis of shares. */
export const marksOf = ({ naive, uplift }: Estimate): number[] => [
  naive,
  uplift.low,
  uplift.estimate,
  uplift.high,
];
