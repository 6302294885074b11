// The regions of the level by how much they have changed: a bar to the right for
// more, to the left for less, in the colours of the map.
import { useState } from "react";
import { byChange, type ChangeRow, changeColour, changeOf } from "../../model/change";
import { formatChange, formatRelative, formatValue } from "../../model/figure";
import { CHANGES } from "../../model/view";
import { useRegionChanges } from "../../state/compare";
import { useDrill } from "../../state/drill";
import { useMetric } from "../../state/metric";
import { useLanguage, useTheme } from "../../state/preferences";
import { useSetView, useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Segments } from "../../ui/segments";
import { Skeleton } from "../../ui/skeleton";

const SHOWN = 10;
const MORE = 40;

export function ChangeTable() {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const { metric, change, within } = useView();
  const { reading } = useMetric(metric);
  const setView = useSetView();
  const drill = useDrill();
  const { data, error, refetch } = useRegionChanges();
  const [order, setOrder] = useState<"top" | "bottom">("top");
  const [shown, setShown] = useState(SHOWN);
  const rows = data ? [...data.rows].sort(byChange(change, order)) : [];
  const max = data?.scale?.max ?? 1;
  const text = (row: ChangeRow) =>
    change === "relative"
      ? formatRelative(row.relative, language)
      : formatChange(row.absolute, reading, language);
  return (
    <Section
      title={t("compare.regions")}
      extra={
        <Segments
          look="small"
          label={t("compare.by.label")}
          value={change}
          options={CHANGES.map((value) => ({ value, label: t(`compare.by.${value}`) }))}
          onChange={(by) => setView({ change: by }, { replace: true })}
        />
      }
    >
      <Segments
        look="wide"
        label={t("panel.order")}
        value={order}
        options={(["top", "bottom"] as const).map((value) => ({
          value,
          label: t(`compare.order.${value}`),
        }))}
        onChange={setOrder}
      />
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={6} height={18} />}
      <ol className="changes" data-testid="changes">
        {rows.slice(0, shown).map((row) => {
          const by = changeOf(row, change);
          const width = `${Math.min(1, Math.abs(by ?? 0) / max) * 50}%`;
          return (
            <li key={row.region}>
              <button
                type="button"
                disabled={row.region === within}
                data-region={row.region}
                data-value={row.absolute ?? ""}
                onClick={() => drill(row.region)}
              >
                <span>{row.name}</span>
                <small className="number quiet">
                  {`${formatValue(row.before, reading, language)} → ${formatValue(row.after, reading, language)}`}
                </small>
                <b className="number">{text(row)}</b>
                <i className={(by ?? 0) < 0 ? "less" : "more"} aria-hidden="true">
                  <u style={{ width, background: changeColour(by, data?.scale ?? null, theme) }} />
                </i>
              </button>
            </li>
          );
        })}
      </ol>
      {rows.length > shown && (
        <button type="button" className="text-button" onClick={() => setShown(shown + MORE)}>
          {t("explain.more", { count: rows.length - shown })}
        </button>
      )}
    </Section>
  );
}
