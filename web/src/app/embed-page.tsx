// The map alone, for a frame in somebody else's page: what it shows, its
// legend, and the way to the whole application.
import "../panels/rail/rail.css";
import "./embed.css";
import { ExternalLink } from "lucide-react";
import { lazy, Suspense } from "react";
import { formatShortDate } from "../model/format";
import { formatView, stringifySearch } from "../model/view";
import { Legend } from "../panels/rail/legend";
import { useMetric } from "../state/metric";
import { useLanguage } from "../state/preferences";
import { useNetwork, useTotals } from "../state/queries";
import { useRegionView } from "../state/region-view";
import { useMonths } from "../state/time";
import { useCamera, useQuestion, useView } from "../state/view";
import { ErrorNote } from "../ui/error-note";
import { localized, useTranslation } from "../ui/i18n";
import { useCovered } from "./use-covered";

const MapCanvas = lazy(() => import("../map/map-canvas"));

export default function EmbedPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const network = useNetwork();
  const view = useView();
  const camera = useCamera();
  const totals = useTotals(useQuestion(), view.metric);
  const { title } = useMetric(view.metric);
  const { path } = useRegionView();
  const date = useMonths()?.date;
  useCovered({ left: 0, right: 0, top: 0, bottom: 0 });
  const error = network.error ?? totals.error;
  return (
    <main className="page embedded">
      <Suspense fallback={<div className="map-waiting" />}>
        {network.data && <MapCanvas network={network.data} tools={false} />}
      </Suspense>
      <header className="float">
        <strong>{path.at(-1)?.name ?? t("panel.whole")}</strong>
        <span>{localized(title, language)}</span>
        {date && <span className="quiet number">{formatShortDate(date, language)}</span>}
        <a
          href={`/${stringifySearch(formatView({ ...view, camera }))}`}
          target="_blank"
          rel="noreferrer"
        >
          {t("app.name")} <ExternalLink size={13} aria-hidden="true" />
        </a>
      </header>
      <div className="float embedded-legend">
        <Legend plain />
      </div>
      {error && (
        <div className="centre">
          <ErrorNote error={error} />
        </div>
      )}
    </main>
  );
}
