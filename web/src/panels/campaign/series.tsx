// Participants and controls week by week: alike before the campaign, and apart during it.
import type { CustomSeriesOption, LineSeriesOption } from "echarts/charts";
import { useMemo } from "react";
import type { Comparison } from "../../api/campaigns";
import { addDays } from "../../model/date";
import { formatLabel, formatValue } from "../../model/figure";
import { formatDay, formatShortDate, NOTHING } from "../../model/format";
import type { Theme } from "../../model/palette";
import { instantOf, type Series as Kind, type Lines, linesOf, weekAt } from "../../model/series";
import { readingOfUnit } from "../../model/uplift";
import { useLanguage, useTheme } from "../../state/preferences";
import { useShown } from "../../state/uplift";
import { Chart } from "../../ui/chart";
import type { ChartOption } from "../../ui/echarts";
import { useTranslation } from "../../ui/i18n";
import { Segments } from "../../ui/segments";
import { useAmounts } from "./amounts";
import { Weeks } from "./weeks";

type MarkArea = NonNullable<LineSeriesOption["markArea"]>;

const HEIGHT = 300;
const KINDS: readonly Kind[] = ["index", "amount"];

/** A day of an instant at its beginning. */
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** As many as there is room for. */
const MOST_LABELS = 9;

const QUIET: Record<Theme, string> = { light: "#576073", dark: "#a4aec0" };
const SHADE: Record<Theme, string> = { light: "#2f4bb8", dark: "#8ea6ff" };

/** What lies between the lines, as one shape under them. */
function gapSeries(gap: Lines["gap"], colour: string): CustomSeriesOption {
  return {
    type: "custom",
    silent: true,
    tooltip: { show: false },
    z: 2,
    data: gap.length > 1 ? [gap.map(({ at, treated }) => [at, treated])[0] as number[]] : [],
    renderItem: (_, api) => {
      const above = gap.map(({ at, treated }) => api.coord([at, treated]));
      const below = gap.map(({ at, controls }) => api.coord([at, controls])).reverse();
      return {
        type: "polygon",
        shape: { points: [...above, ...below] },
        style: { fill: colour, opacity: 0.2 },
      };
    },
  };
}

function useOption(answer: Comparison, kind: Kind): ChartOption {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const reading = kind === "index" ? undefined : readingOfUnit(answer.unit);
  return useMemo(() => {
    const { weeks, from, to, question } = answer;
    const lines = linesOf(weeks, kind, from);
    const names = { treated: t("uplift.group.treated"), controls: t("uplift.group.controls") };
    const value = (n: number | null) =>
      n === null ? NOTHING : kind === "index" ? n.toFixed(1) : formatValue(n, reading, language);
    const every = Math.ceil(weeks.length / MOST_LABELS);
    const mondays = weeks.filter((_, i) => i % every === 0).map((week) => instantOf(week.from));
    const area = (name: string, first: string, after: string, colour: string, opacity: number) => [
      {
        name,
        xAxis: instantOf(first),
        itemStyle: { color: colour, opacity },
        label: { color: opacity > 0 ? colour : QUIET[theme] },
      },
      { xAxis: instantOf(after) },
    ];
    return {
      useUTC: true,
      grid: { left: 4, right: 12, top: 34, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, data: [names.treated, names.controls] },
      tooltip: {
        trigger: "axis",
        confine: true,
        formatter: (params) => {
          const points = Array.isArray(params) ? params : [params];
          const at = Number((points[0]?.value as number[] | undefined)?.[0]);
          const week = weekAt(weeks, at);
          if (!week) return "";
          const rows = points
            .filter(({ seriesType }) => seriesType === "line")
            .map(
              ({ marker, seriesName, value: spot }) =>
                `<div>${marker}${seriesName} <b>${value((spot as (number | null)[])[1] ?? null)}</b></div>`,
            );
          const head = `${formatShortDate(week.from, language)} – ${formatDay(addDays(week.to, -1), language)}`;
          return `<div>${head}</div>${rows.join("")}`;
        },
      },
      xAxis: {
        type: "value",
        min: instantOf(question.baseline_from),
        max: instantOf(to ?? question.baseline_to),
        splitLine: { show: false },
        axisLabel: {
          customValues: mondays,
          formatter: (at: number) => formatDay(dayOf(at), language),
          hideOverlap: true,
        },
      },
      yAxis: {
        type: "value",
        scale: true,
        // Room above the lines for the names of the periods.
        boundaryGap: ["4%", "16%"],
        splitNumber: 4,
        axisLabel: {
          formatter: (n: number) => (kind === "index" ? `${n}` : formatLabel(n, reading, language)),
        },
      },
      series: [
        {
          name: names.treated,
          type: "line",
          data: lines.treated,
          showAllSymbol: true,
          symbolSize: 6,
          lineStyle: { width: 2.5 },
          z: 4,
          markArea: {
            silent: true,
            label: { position: "insideTop", fontSize: 11.5 },
            data: [
              area(
                t("uplift.option.baseline"),
                question.baseline_from,
                question.baseline_to,
                SHADE[theme],
                0,
              ),
              ...(from && to ? [area(t("uplift.campaign"), from, to, SHADE[theme], 0.08)] : []),
            ] as NonNullable<MarkArea["data"]>,
          },
        },
        {
          name: names.controls,
          type: "line",
          data: lines.controls,
          showAllSymbol: true,
          symbol: "diamond",
          symbolSize: 8,
          lineStyle: { type: "dashed" },
          z: 3,
          ...(kind === "index"
            ? {
                markLine: {
                  silent: true,
                  symbol: "none",
                  lineStyle: { color: QUIET[theme], type: "solid" as const, width: 1 },
                  label: { show: false },
                  data: [{ yAxis: 100 }],
                },
              }
            : {}),
        },
        // The gap of amounts is no measure: both groups may lie apart all the time.
        ...(kind === "index" ? [gapSeries(lines.gap, SHADE[theme])] : []),
      ],
    };
  }, [answer, kind, reading, language, theme, t]);
}

export function WeekSeries({ answer }: { answer: Comparison }) {
  const { t } = useTranslation();
  const [{ series }, set] = useShown();
  const option = useOption(answer, series);
  const { share } = useAmounts(answer.unit);
  const isKnown = answer.weeks.some(({ treated, controls }) => treated ?? controls);
  const trend = answer.estimate?.pre_trend;
  const warned = answer.warnings.some(({ kind }) => kind === "pre_trend");
  const label = t("uplift.seriesOf", {
    naive: share(answer.estimate?.naive ?? null),
    uplift: share(answer.estimate?.uplift.estimate ?? null),
  });
  return (
    <section
      className="card two-thirds section"
      aria-label={t("uplift.series")}
      data-testid="series"
    >
      <header>
        <h2>{t("uplift.series")}</h2>
        <Segments
          label={t("uplift.scale")}
          value={series}
          options={KINDS.map((value) => ({ value, label: t(`uplift.kind.${value}`) }))}
          onChange={(next) => set({ series: next }, { replace: true })}
        />
      </header>
      {isKnown ? (
        <>
          <Chart option={option} height={HEIGHT} label={label} />
          {trend && (
            <p className="trend-words" data-warned={warned || undefined}>
              {t(warned ? "uplift.trend.apart" : "uplift.trend.alike", {
                trend: share(trend.estimate),
                low: share(trend.low),
                high: share(trend.high),
              })}
            </p>
          )}
          <Weeks answer={answer} />
        </>
      ) : (
        <p className="quiet">{t("uplift.noWeeks")}</p>
      )}
    </section>
  );
}
