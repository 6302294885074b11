// The regions of the level on the map, ranked by the metric that colours them.
import { useMemo, useState } from "react";
import type { StatsRow } from "../../api/types";
import { formatValue } from "../../model/figure";
import { formatCount } from "../../model/format";
import { countOf, numberOf } from "../../model/value";
import { useDrill } from "../../state/drill";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { useClearRange, useCounted } from "../../state/region-range";
import { useRegionStats, useRegionView } from "../../state/region-view";
import { useQuestion, useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { localized, useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Segments } from "../../ui/segments";
import { Skeleton } from "../../ui/skeleton";

const SHOWN = 8;

type Order = "top" | "bottom";

/** Regions without a value are neither high nor low: they come last either way. */
function ranked(rows: readonly StatsRow[], metric: string, order: Order): StatsRow[] {
  const sign = order === "top" ? -1 : 1;
  const key = (r: StatsRow) => numberOf(r.values[metric]);
  return rows
    .filter((r) => r.region)
    .sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      if (x === null || y === null) return Number(x === null) - Number(y === null);
      return sign * (x - y);
    })
    .slice(0, SHOWN);
}

export function RegionsTable() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { metric, within } = useView();
  const [order, setOrder] = useState<Order>("top");
  const drill = useDrill();
  const { title, reading } = useMetric(metric);
  const regionView = useRegionView();
  const stats = useRegionStats(useQuestion(), regionView, metric);
  const { range, all, inside, outside } = useCounted(stats.data?.rows, metric);
  const clear = useClearRange();
  const rows = useMemo(() => {
    const counted = (stats.data?.rows ?? []).filter((r) => !outside.has(r.region ?? ""));
    return ranked(counted, metric, order);
  }, [stats.data, outside, metric, order]);
  const max = Math.max(...rows.map((r) => countOf(r.values[metric])), 0) || 1;
  const unassigned = stats.data?.unassigned?.values;
  return (
    <Section
      title={`${t("panel.regions")} · ${localized(title, language)}`}
      extra={
        <Segments
          look="small"
          label={t("panel.order")}
          value={order}
          options={(["top", "bottom"] as const).map((value) => ({
            value,
            label: t(`panel.${value}`),
          }))}
          onChange={setOrder}
        />
      }
    >
      {stats.isPending && !regionView.error && <Skeleton lines={6} height={18} />}
      {stats.error && <ErrorNote error={stats.error} retry={() => void stats.refetch()} />}
      {regionView.error && <ErrorNote error={regionView.error} retry={regionView.refetch} />}
      {range && (
        <p className="ranking-range" data-testid="ranking-range">
          <span className="quiet number">
            {t("rail.range.count", {
              inside: formatCount(inside, language),
              all: formatCount(all, language),
            })}
          </span>
          <button type="button" className="text-button" onClick={clear}>
            {t("rail.range.clear")}
          </button>
        </p>
      )}
      <ol className="ranking" data-testid="ranking">
        {rows.map((row) => (
          <li key={row.region}>
            <button
              type="button"
              disabled={row.region === within}
              data-region={row.region}
              onClick={() => drill(row.region ?? null)}
            >
              <i style={{ width: `${(Math.max(0, countOf(row.values[metric])) / max) * 100}%` }} />
              <span>{row.name ?? row.region}</span>
              <b className="number">{formatValue(row.values[metric], reading, language)}</b>
            </button>
          </li>
        ))}
        {/* They are no region to go into, and neither the highest nor the lowest. */}
        {!range && unassigned && countOf(unassigned.stations) > 0 && (
          <li className="unassigned quiet" data-region="">
            <span>{t("panel.unassigned")}</span>
            <b className="number">{formatValue(unassigned[metric], reading, language)}</b>
          </li>
        )}
      </ol>
    </Section>
  );
}
