// The stations that are the same to a number, and the list of them.
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import type { ExplainPage, ExplainPart } from "../../api/types";
import { formatValue } from "../../model/figure";
import { formatCount } from "../../model/format";
import type { Reading } from "../../model/metrics";
import { countOf } from "../../model/value";
import { useExplainRows } from "../../state/explain";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { localized, useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { StationRows } from "../../ui/station-rows";

type ExplainRow = ExplainPage["items"][number];

interface Props {
  part: ExplainPart;
  /** Stations of all parts. */
  total: number;
  metric: string;
  reading: Reading | undefined;
}

export function Part({ part, total, metric, reading }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const gmv = useMetric("gmv");
  const fee = useMetric("channel_fee");
  const id = useId();
  const sums = part.sums?.values ?? {};
  return (
    <li className={part.counts ? "counts" : ""} data-part={part.part} data-stations={part.stations}>
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <ChevronRight size={14} aria-hidden="true" />
        <span>{localized(part.meaning, language)}</span>
        <b className="number">{formatCount(part.stations, language)}</b>
        <i aria-hidden="true" style={{ width: `${(part.stations / Math.max(1, total)) * 100}%` }} />
      </button>
      <p className="quiet">
        <em>{t(part.counts ? "explain.counts" : "explain.not")}</em>
        {[gmv, fee].map((of) =>
          countOf(sums[of.id]) > 0 ? (
            <span key={of.id} className="number" data-sum={of.id} data-value={sums[of.id] ?? ""}>
              {localized(of.title, language)} {formatValue(sums[of.id], of.reading, language)}
            </span>
          ) : null,
        )}
      </p>
      <div id={id} hidden={!open}>
        {open && <Rows href={part.href} metric={metric} reading={reading} />}
      </div>
    </li>
  );
}

function Rows({ href, metric, reading }: { href: string } & Pick<Props, "metric" | "reading">) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows = useExplainRows(href);
  const pages = rows.data?.pages ?? [];
  const shown = pages.reduce((sum, page) => sum + page.items.length, 0);
  /** Its value; where it has none, what it sold or owed instead. */
  const told = ({ values }: ExplainRow) => {
    if (metric in values && values[metric] !== null) {
      return formatValue(values[metric], reading, language);
    }
    const other = ["gmv", "channel_fee"].find((id) => countOf(values[id]) > 0);
    return other ? formatValue(values[other], "money", language) : "";
  };
  const left = (pages[0]?.matched ?? 0) - shown;
  return (
    <>
      {rows.isPending && <Skeleton lines={4} />}
      {rows.error && <ErrorNote error={rows.error} retry={() => void rows.refetch()} />}
      <StationRows
        rows={pages
          .flatMap((page) => page.items)
          .map((row) => ({
            code: row.code,
            name: row.name,
            stage: row.stage,
            text: told(row),
          }))}
      />
      {rows.hasNextPage && (
        <button
          type="button"
          className="text-button"
          disabled={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage()}
        >
          {t("explain.more", { count: left })}
        </button>
      )}
    </>
  );
}
