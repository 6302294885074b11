// The columns in sight: what they are called, how wide they are, what a cell of theirs says.
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import type { Station } from "../../api/types";
import { formatInFull, formatValue } from "../../model/figure";
import { formatShortDate } from "../../model/format";
import { readingOf } from "../../model/metrics";
import { sharedOf } from "../../model/pages";
import { type Column, isMetricColumn, SORTABLE } from "../../model/station-list";
import { numberOf } from "../../model/value";
import { useLanguage } from "../../state/preferences";
import { useMetrics } from "../../state/queries";
import { type RegionNames, useRegionNames } from "../../state/stations";
import { useView } from "../../state/view";
import { localized, useTranslation, wordFor } from "../../ui/i18n";
import { StageTag } from "../../ui/stage-tag";

/** In CSS pixels; the name takes what is left. */
const WIDTHS: Partial<Record<Column, number>> = {
  code: 122,
  name: 220,
  stage: 88,
  brand: 98,
  operator: 170,
  energy: 68,
  region: 174,
  opened_on: 126,
  closed_on: 126,
  address: 240,
};
/** Where English words are longer. */
const ENGLISH: Partial<Record<Column, number>> = { stage: 118, energy: 92 };
/** The least for figures, and the most that their title takes. */
const FIGURE = { least: 100, most: 190 };

/** Han characters are twice as wide as Latin ones, about. */
const widthOf = (title: string) =>
  [...title].reduce((sum, sign) => sum + (sign > "\u2e80" ? 12 : 6.6), 0);
const figureWidth = (title: string) =>
  Math.min(FIGURE.most, Math.max(FIGURE.least, Math.ceil(widthOf(title)) + 38));

export interface ShownColumn {
  id: Column;
  title: string;
  /** Numbers stand at the right. */
  figure: boolean;
  sortable: boolean;
  width: number;
  /** What the cell says in full. */
  text(station: Station): string;
  /** Undefined while it is on its way. */
  cell(station: Station): ReactNode;
}

/** From the top down, each name once: Beijing is a province and its own only city. */
export function regionText(names: RegionNames | undefined, code: string | undefined): string {
  const path: string[] = [];
  let at = code;
  while (at !== undefined && path.length < 8) {
    const found = names?.get(at);
    if (!found) break;
    if (path[0] !== found.name) path.unshift(found.name);
    at = found.parent ?? undefined;
  }
  return path.join(" ");
}

/** What any column is called. */
export function useColumnTitle() {
  const { t } = useTranslation();
  const language = useLanguage();
  const metrics = useMetrics().data;
  return useMemo(
    () =>
      (column: Column): string => {
        if (!isMetricColumn(column)) return t(`station.field.${column}`);
        const metric = metrics?.find(({ id }) => id === column);
        return metric ? localized(metric.title, language) : column;
      },
    [t, language, metrics],
  );
}

export function useColumns(shown: readonly Column[]): ShownColumn[] {
  const language = useLanguage();
  const { set } = useView();
  const title = useColumnTitle();
  const metrics = useMetrics().data;
  const names = useRegionNames(set);
  return useMemo(() => {
    const made = (id: Column): ShownColumn => {
      const called = title(id);
      const base = {
        id,
        title: called,
        figure: isMetricColumn(id),
        sortable: SORTABLE.includes(id),
        width: (language === "en" ? ENGLISH[id] : undefined) ?? WIDTHS[id] ?? figureWidth(called),
      };
      const plain = (text: (station: Station) => string) => ({ ...base, text, cell: text });
      switch (id) {
        case "code":
          return {
            ...base,
            text: ({ code }) => code,
            cell: ({ code }) => (
              <Link
                to="/stations/$code"
                params={{ code }}
                search={sharedOf as never}
                tabIndex={-1}
                className="mono"
              >
                {code}
              </Link>
            ),
          };
        case "stage":
          return {
            ...base,
            text: ({ stage }) => wordFor("stage", stage ?? "none"),
            cell: ({ stage }) => <StageTag stage={stage} />,
          };
        case "energy":
          return plain(({ energy }) => (energy ? wordFor("energy", energy) : ""));
        case "region":
          return plain(({ regions }) => regionText(names, regions[set]));
        case "opened_on":
        case "closed_on":
          return plain(({ [id]: day }) => (day ? formatShortDate(day, language) : ""));
        case "name":
        case "brand":
        case "operator":
        case "address":
          return plain(({ [id]: value }) => value ?? "");
        default: {
          const metric = metrics?.find((m) => m.id === id);
          const reading = readingOf(metric);
          return {
            ...base,
            text: ({ values }) => formatInFull(values?.[id], reading, language),
            cell: ({ values }) => {
              if (!values || !(id in values)) return undefined;
              const text = formatValue(values[id], reading, language);
              // Nothing is said quietly: what there is stands out.
              return numberOf(values[id]) ? text : <span className="quiet">{text}</span>;
            },
          };
        }
      }
    };
    return shown.map(made);
  }, [shown, title, language, metrics, names, set]);
}
