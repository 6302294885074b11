// The stations in what was drawn, a page at a time; to be opened, and taken along.
import { Link } from "@tanstack/react-router";
import { ArrowUpRight, Download } from "lucide-react";
import { FORMAT_NAMES, stationsFile } from "../../model/exports";
import { formatValue } from "../../model/figure";
import { formatCount } from "../../model/format";
import { hasPeriod } from "../../model/metrics";
import { boxParam, questionIn, type Shape } from "../../model/shape";
import { DRAWN, useDrawnStations } from "../../state/drawn";
import { useMetric } from "../../state/metric";
import { useSharedSearch } from "../../state/pages";
import { useLanguage } from "../../state/preferences";
import { useQuestion, useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { ExplainButton } from "../../ui/explain-button";
import { useTranslation, wordFor } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { StationRows } from "../../ui/station-rows";
import { None } from "./none";

const FORMATS = ["csv", "xlsx"] as const;

/** The same stations on their own page: a box as such, another shape by its filter. */
function OpenInStations({ shape }: { shape: Shape }) {
  const { t } = useTranslation();
  const shared = useSharedSearch();
  const { filter } = questionIn(useQuestion(), shape);
  const more = shape.kind === "box" ? { bbox: boxParam.format(shape) } : { filter };
  return (
    <Link className="text-button" to="/stations" search={{ ...shared, ...more } as never}>
      {t("drawn.open")} <ArrowUpRight size={14} aria-hidden="true" />
    </Link>
  );
}

export function DrawnList({ shape }: { shape: Shape }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const question = useQuestion();
  const { metric } = useView();
  const { reading } = useMetric(metric);
  const stations = useDrawnStations(shape);
  const pages = stations.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const matched = pages[0]?.matched;
  if (stations.error) {
    return (
      <div className="panel-pad">
        <ErrorNote error={stations.error} retry={() => void stations.refetch()} />
      </div>
    );
  }
  if (matched === undefined) {
    return (
      <div className="panel-pad">
        <Skeleton lines={12} height={18} />
      </div>
    );
  }
  if (matched === 0) return <None />;
  const count = t("map.stations", { count: matched, formatted: formatCount(matched, language) });
  return (
    <div data-testid="drawn-list" data-matched={matched} aria-busy={stations.isFetching}>
      <div className="drawn-links">
        <strong className="number">
          {count} <ExplainButton metric="stations" name={t("panel.stations")} region={DRAWN} />
        </strong>
        <OpenInStations shape={shape} />
        <span className="files" role="group" aria-label={t("drawn.export")}>
          {FORMATS.map((format) => (
            <a
              key={format}
              className="text-button"
              href={stationsFile(questionIn(question, shape), format, language)}
              download
              aria-label={`${t("drawn.export")}: ${FORMAT_NAMES[format]}`}
            >
              <Download size={14} aria-hidden="true" /> {FORMAT_NAMES[format]}
            </a>
          ))}
        </span>
      </div>
      <div className="drawn-list">
        <StationRows
          rows={items.map(({ code, name, stage, energy, values }) => ({
            code,
            name,
            stage,
            text: hasPeriod(metric)
              ? formatValue(values?.[metric], reading, language)
              : energy
                ? wordFor("energy", energy)
                : "",
          }))}
        />
        {stations.hasNextPage && (
          <button
            type="button"
            className="text-button"
            disabled={stations.isFetchingNextPage}
            onClick={() => void stations.fetchNextPage()}
          >
            {t("explain.more", { count: matched - items.length })}
          </button>
        )}
      </div>
    </div>
  );
}
