// The foot of the table: each metric over all stations listed, taken apart where the
// question alone says which they are.
import { formatInFull, formatValue } from "../../model/figure";
import { formatCount } from "../../model/format";
import { readingOf } from "../../model/metrics";
import { isMetricColumn } from "../../model/station-list";
import { useLanguage } from "../../state/preferences";
import { useMetrics } from "../../state/queries";
import { useListTotals, useStationListParams } from "../../state/stations";
import { ExplainButton } from "../../ui/explain-button";
import { useTranslation } from "../../ui/i18n";
import type { ShownColumn } from "./use-columns";

interface Props {
  columns: readonly ShownColumn[];
  matched: number;
}

export function Totals({ columns, matched }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [{ q, bbox }] = useStationListParams();
  const metrics = useMetrics().data;
  const totals = useListTotals().data;
  if (!columns.some(({ figure }) => figure) || matched === 0) return null;
  const whole = q.trim() === "" && bbox === null;
  return (
    <tfoot>
      <tr aria-rowindex={matched + 2}>
        <td className="pick" />
        {columns.map(({ id, title }) => {
          if (id === "code") {
            return (
              <th key={id} scope="row">
                {t("stations.total")}{" "}
                <span className="number">{formatCount(matched, language)}</span>
              </th>
            );
          }
          if (!isMetricColumn(id)) return <td key={id} />;
          const reading = readingOf(metrics?.find((metric) => metric.id === id));
          const value = totals?.[id];
          return (
            <td key={id} className="figure" data-total={id} data-value={value ?? ""}>
              {totals && id in totals ? (
                <span title={formatInFull(value, reading, language)}>
                  {formatValue(value, reading, language)}
                </span>
              ) : (
                <span className="cell-waiting" aria-hidden="true" />
              )}
              {whole && <ExplainButton metric={id} name={title} />}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}
