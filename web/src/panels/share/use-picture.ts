// Saves the map in view as a picture, with what one must know to read it.
import "../../ui/share-texts";
import { addDays } from "../../model/date";
import { formatBounds, formatInFull } from "../../model/figure";
import { formatInstant, formatShortDate } from "../../model/format";
import { hasPeriod } from "../../model/metrics";
import { spanOf } from "../../model/period";
import type { Question } from "../../model/question";
import { takePicture } from "../../state/bridge";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { useTotals } from "../../state/queries";
import { useRange } from "../../state/region-range";
import { useRegionView } from "../../state/region-view";
import { useMonths } from "../../state/time";
import { showToast } from "../../state/toasts";
import { useQuestion, useView } from "../../state/view";
import { localized, useTranslation, wordFor } from "../../ui/i18n";
import { useKeys, useSymbolKeys } from "../rail/use-keys";
import { compose, download } from "./picture";

/** Which stations are meant, each filter as a text. */
const filterWords = ({ stage, energy, brand, operator, filter }: Question): string[] =>
  [
    stage.map((value) => wordFor("stage", value)),
    energy.map((value) => wordFor("energy", value)),
    brand,
    operator,
    filter ? [filter] : [],
  ]
    .filter((words) => words.length > 0)
    .map((words) => words.join(" / "));

/** Of one date, or of two that lie side by side; null while there is nothing to take a picture of. */
export function usePicture(sides: [string, string] | null): (() => Promise<void>) | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const { metric, layers, period } = useView();
  const { title, reading } = useMetric(metric);
  const range = useRange();
  const question = useQuestion();
  const totals = useTotals(question, metric).data;
  const { path } = useRegionView();
  const months = useMonths();
  const keys = useKeys();
  const symbolKeys = useSymbolKeys();
  if (!months || !keys || !totals) return null;
  const { date } = months;
  const day = (of: string) => formatShortDate(of, language);
  const span = spanOf(period, date);
  const ofOneDate = [
    t("picture.asOf", { date: day(date) }),
    ...(hasPeriod(metric) ? [`${day(span.from)} – ${day(addDays(span.to, -1))}`] : []),
    t("picture.stations", {
      formatted: formatInFull(totals.total.values.stations, "count", language),
    }),
  ];
  const dates = sides?.map(day) as [string, string] | undefined;
  const { knownAt } = question;
  const facts = [
    ...(dates ? [t("picture.sides", { left: dates[0], right: dates[1] })] : ofOneDate),
    ...(knownAt ? [t("known.at", { time: formatInstant(knownAt, language) })] : []),
    ...filterWords(question),
    // Why some of the regions are pale.
    ...(range && layers.includes("regions") ? [formatBounds(range, reading, language)] : []),
  ];
  return async () => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
    try {
      const map = await takePicture();
      if (!map) return;
      const picture = compose(map, {
        title: `${path.at(-1)?.name ?? t("panel.whole")} · ${localized(title, language)}`,
        facts,
        sides: dates ?? null,
        legends: [
          layers.includes("regions") ? keys : [],
          layers.includes("stations") ? symbolKeys : [],
        ],
        source: [t("picture.made"), map.credit].filter(Boolean).join("  ·  "),
        colours: { paper: colour("panel"), text: colour("text"), quiet: colour("quiet") },
        font: colour("font"),
      });
      await download(picture, `forecourt-${metric}-${sides?.join("-") ?? date}.png`);
    } catch (error) {
      showToast({ tone: "bad", text: `${t("picture.failed")}: ${String(error)}` });
    }
  };
}
