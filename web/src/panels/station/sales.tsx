// What the station sold by month or by day, and the fee rate over it.
import { useMemo } from "react";
import { addDays } from "../../model/date";
import { formatLabel, formatValue } from "../../model/figure";
import { formatDay, formatMonth, formatMonthTick, formatShortDate } from "../../model/format";
import type { Reading } from "../../model/metrics";
import { GRAINS, type Grain, SALES, type Sale, type SalesPoint } from "../../model/station-sales";
import { centsOf, decimalOf, numberOf } from "../../model/value";
import type { Language } from "../../model/view";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { useSalesParams, useStationSales } from "../../state/station-life";
import { Chart } from "../../ui/chart";
import type { ChartOption } from "../../ui/echarts";
import { ErrorNote } from "../../ui/error-note";
import { localized, useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Segments } from "../../ui/segments";
import { Skeleton } from "../../ui/skeleton";

const HEIGHT = 290;

interface Named {
  title: string;
  reading: Reading | undefined;
}

const saleOf = (point: SalesPoint, sale: Sale) => numberOf(point[sale]) ?? 0;

/** Amounts as whole cents, the rest as they are. */
const totalOf = (points: readonly SalesPoint[], sale: Sale): string | number =>
  sale === "gmv"
    ? decimalOf(points.reduce((sum, { gmv }) => sum + (centsOf(gmv) ?? 0n), 0n))
    : points.reduce((sum, point) => sum + point[sale], 0);

const whenOf = (at: string, grain: Grain, language: Language) =>
  grain === "month" ? formatMonth(at, language) : formatShortDate(at, language);

function useOption(
  points: readonly SalesPoint[],
  grain: Grain,
  sale: Sale,
  bar: Named,
  line: Named,
): ChartOption {
  const language = useLanguage();
  return useMemo(() => {
    const label = (at: string) =>
      grain === "day" ? formatDay(at, language) : formatMonthTick(at, language);
    // A label at each quarter, or twice a month.
    const told = ({ at }: SalesPoint) =>
      grain === "day" ? /-(01|15)$/.test(at) : /-(01|04|07|10)$/.test(at);
    const withRate = sale === "gmv" && points.some(({ fee_rate }) => fee_rate !== null);
    return {
      grid: { left: 4, right: 4, top: 34, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, data: [bar.title, ...(withRate ? [line.title] : [])] },
      tooltip: {
        trigger: "axis",
        confine: true,
        axisPointer: { type: "shadow" },
        formatter: (params) => {
          const spots = Array.isArray(params) ? params : [params];
          const point = points[spots[0]?.dataIndex ?? -1];
          if (!point) return "";
          const rows = spots.map(({ marker, seriesName, seriesType }) => {
            const text =
              seriesType === "bar"
                ? formatValue(point[sale], bar.reading, language)
                : formatValue(point.fee_rate, line.reading, language);
            return `<div>${marker}${seriesName} <b>${text}</b></div>`;
          });
          return `<div>${whenOf(point.at, grain, language)}</div>${rows.join("")}`;
        },
      },
      xAxis: {
        type: "category",
        data: points.map(({ at }) => label(at)),
        axisLabel: {
          hideOverlap: true,
          interval: (i: number) => points[i] !== undefined && told(points[i]),
        },
      },
      yAxis: [
        {
          type: "value",
          splitNumber: 4,
          axisLabel: { formatter: (n: number) => formatLabel(n, bar.reading, language) },
        },
        {
          type: "value",
          show: withRate,
          // A tenth of a point to either side: less is not told apart.
          min: ({ min }: { min: number }) => Math.max(0, Math.floor(min * 1_000 - 1) / 1_000),
          max: ({ max }: { max: number }) => Math.ceil(max * 1_000 + 1) / 1_000,
          splitNumber: 4,
          splitLine: { show: false },
          axisLabel: { formatter: (n: number) => formatLabel(n, line.reading, language) },
        },
      ],
      series: [
        {
          name: bar.title,
          type: "bar",
          barCategoryGap: "30%",
          itemStyle: { opacity: 0.8 },
          data: points.map((point) => saleOf(point, sale)),
        },
        ...(withRate
          ? [
              {
                name: line.title,
                type: "line" as const,
                yAxisIndex: 1,
                showSymbol: points.length <= 40,
                data: points.map(({ fee_rate }) => fee_rate),
              },
            ]
          : []),
      ],
    };
  }, [points, grain, sale, bar, line, language]);
}

export function Sales({ code }: { code: string }) {
  const { t } = useTranslation();
  const [{ grain, sale }, setParams] = useSalesParams();
  const sales = useStationSales(code);
  const { points, data, error, retry } = sales;
  return (
    <Section
      title={t("life.sales")}
      extra={
        <span className="sales-choices">
          <Segments
            label={t("life.figures")}
            value={sale}
            options={SALES.map((value) => ({ value, label: t(`life.sale.${value}`) }))}
            onChange={(next) => setParams({ sale: next }, { replace: true })}
          />
          <Segments
            label={t("life.grains")}
            value={grain}
            options={GRAINS.map((value) => ({ value, label: t(`life.grain.${value}`) }))}
            onChange={(next) => setParams({ grain: next }, { replace: true })}
          />
        </span>
      }
    >
      <div className="sales-chart" style={{ minHeight: HEIGHT }}>
        {error ? (
          <ErrorNote error={error} retry={retry} />
        ) : !points || !data ? (
          <Skeleton lines={9} height={18} />
        ) : (
          <Drawn
            points={points}
            grain={sales.grain}
            sale={sale}
            unit={data.unit}
            ends={[data.from, addDays(data.to, -1)]}
          />
        )}
      </div>
    </Section>
  );
}

interface DrawnProps {
  points: readonly SalesPoint[];
  grain: Grain;
  sale: Sale;
  unit: string;
  ends: [string, string];
}

function Drawn({ points, grain, sale, unit, ends }: DrawnProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const metric = useMetric(sale === "volume" ? `volume_${unit}` : sale);
  const rate = useMetric("fee_rate");
  const bar = useMemo(
    () => ({ title: localized(metric.title, language), reading: metric.reading }),
    [metric.title, metric.reading, language],
  );
  const line = useMemo(
    () => ({ title: localized(rate.title, language), reading: rate.reading }),
    [rate.title, rate.reading, language],
  );
  const option = useOption(points, grain, sale, bar, line);
  const total = totalOf(points, sale);
  if (!numberOf(total)) return <p className="quiet">{t("life.noSales")}</p>;
  const best = points.reduce((a, b) => (saleOf(b, sale) > saleOf(a, sale) ? b : a));
  return (
    <div
      data-testid="sales"
      data-grain={grain}
      data-points={points.length}
      data-total={total}
      data-sale={sale}
    >
      <Chart
        option={option}
        height={HEIGHT}
        label={t("life.chart", {
          from: formatShortDate(ends[0], language),
          to: formatShortDate(ends[1], language),
          title: bar.title,
          grain: t(`life.grain.${grain}`),
          total: formatValue(total, bar.reading, language),
          most: formatValue(best[sale], bar.reading, language),
          when: whenOf(best.at, grain, language),
        })}
      />
    </div>
  );
}
