// What each colour of regions and stations means, in words: for the legend and the picture.
import { type Classes, type ClassRange, colourIn, coloursFor, rangesOf } from "../../model/classes";
import { formatChange, formatRange, formatRelative, formatValue } from "../../model/figure";
import { isWhole, type Reading } from "../../model/metrics";
import {
  DIVERGING,
  FIGURE_RAMP,
  NO_DATA,
  RAMP,
  STAGE_COLOURS,
  STAGES_AND_NONE,
} from "../../model/palette";
import { symbolMetric } from "../../model/tiles";
import type { Language } from "../../model/view";
import { useRegionChanges } from "../../state/compare";
import { useMetric } from "../../state/metric";
import { useLanguage, useTheme } from "../../state/preferences";
import { useClasses } from "../../state/region-view";
import { useSymbolClasses } from "../../state/symbol-classes";
import { useView } from "../../state/view";
import { useTranslation, wordFor } from "../../ui/i18n";

export interface Key {
  colour: string;
  text: string;
}

/** Words that explain the keys beside them. */
export interface Heading {
  colour: null;
  text: string;
}

function rangeText(
  { from, to, open }: ClassRange,
  reading: Reading | undefined,
  language: Language,
) {
  // Counts are whole: "up to, not including, 10" is "to 9".
  return formatRange(from, open && isWhole(reading) ? to - 1 : to, reading, language);
}

/** Of a scale that runs on: what stands at its ends and on the way. */
const SAMPLES = [0, 0.25, 0.5, 0.75, 1];

const samplesOf = ({ min, max }: Classes): number[] =>
  max > min ? SAMPLES.map((part) => min + part * (max - min)) : [min];

const classKeys = (
  classes: Classes | null,
  ramp: readonly string[],
  reading: Reading | undefined,
  language: Language,
): Key[] => {
  const colours = classes ? coloursFor(classes, ramp) : [];
  return (classes ? rangesOf(classes) : []).map((range, i) => ({
    colour: colours[i] as string,
    text: rangeText(range, reading, language),
  }));
};

/** What the symbols of stations and clusters are coloured by. */
export function useSymbolKeys(): (Key | Heading)[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { metric } = useView();
  const { reading } = useMetric(metric);
  const classes = useSymbolClasses(metric);
  if (symbolMetric(metric) === null)
    return STAGES_AND_NONE.map((stage) => ({
      colour: STAGE_COLOURS[stage],
      text: wordFor("stage", stage),
    }));
  if (!classes) return [];
  return [
    { colour: null, text: t("rail.perStation") },
    ...classKeys(classes, FIGURE_RAMP[theme], reading, language),
  ];
}

/** Of the regions; null until it is known. */
export function useKeys(): Key[] | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { metric, change, compare, scale } = useView();
  const { reading } = useMetric(metric);
  const { classes, ready } = useClasses();
  const changes = useRegionChanges().data;
  const nothing = { colour: NO_DATA[theme], text: t("rail.noData") };
  if (compare === null) {
    if (!ready) return null;
    if (classes && scale === "continuous") {
      const samples = samplesOf(classes).map((value) => ({
        colour: colourIn(classes, value, RAMP[theme]),
        text: formatValue(value, reading, language),
      }));
      return [...samples, nothing];
    }
    return [...classKeys(classes, RAMP[theme], reading, language), nothing];
  }
  if (!changes) return null;
  const limit = changes.scale?.limit ?? 0;
  const text = (n: number) =>
    change === "relative" ? formatRelative(n, language) : formatChange(n, reading, language);
  const words = [
    `≤ ${text(-limit)}`,
    t("compare.less"),
    t("compare.none"),
    t("compare.more"),
    `≥ ${text(limit)}`,
  ];
  return [...DIVERGING[theme].map((colour, i) => ({ colour, text: words[i] as string })), nothing];
}
