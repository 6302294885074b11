// The map page: the map, and around it either floating panels or, on a phone, a sheet.
import { lazy, Suspense } from "react";
import { useFirstExtent } from "../state/arrival";
import { helpOpen } from "../state/help";
import { useMetrics, useNetwork, useTotals } from "../state/queries";
import { useRegionStats, useRegionView } from "../state/region-view";
import { stopPlaying, togglePlaying, useGoToMonth, useMonths } from "../state/time";
import { useQuestion, useSetView, useView } from "../state/view";
import { ErrorNote } from "../ui/error-note";
import { useIsPhone } from "../ui/use-media";
import { DesktopLayout } from "./desktop-layout";
import { PhoneLayout } from "./phone-layout";
import { useShortcuts } from "./use-shortcuts";

// Asked for at once, beside the server's first answers: the map is most of what there is to load.
const onMap = location.pathname === "/";
const loadCanvas = () => import("../map/map-canvas");
const canvas = onMap ? loadCanvas() : null;
// Where it fails, `lazy` says so on the page.
canvas?.catch(() => undefined);
const MapCanvas = lazy(() => canvas ?? loadCanvas());
const Empty = lazy(() => import("../panels/top/empty"));

/**
 * Asks for what panels and map will show, before either is loaded: what they
 * ask for themselves is then on its way or at hand.
 */
function useHeadStart() {
  const question = useQuestion();
  const { metric } = useView();
  useTotals(question, metric);
  useMetrics();
  useRegionStats(question, useRegionView(), metric);
}

export function MapPage() {
  useHeadStart();
  const network = useNetwork();
  const extent = useFirstExtent();
  const phone = useIsPhone();
  const { station, explain } = useView();
  const setView = useSetView();
  const months = useMonths();
  const go = useGoToMonth();

  useShortcuts({
    month: (step) => {
      stopPlaying();
      if (months) go(months.index + step);
    },
    play: togglePlaying,
    escape: () => {
      // A dialog above the map has the key to itself.
      if (helpOpen.get() || explain) return;
      if (station) setView({ station: null });
      else stopPlaying();
    },
  });

  const Layout = phone ? PhoneLayout : DesktopLayout;
  return (
    <main className="page">
      <Suspense fallback={<div className="map-waiting" />}>
        {network.data && extent !== undefined && (
          <MapCanvas network={network.data} extent={extent} />
        )}
      </Suspense>
      <Layout />
      {network.error && !network.data && (
        <div className="centre">
          <ErrorNote error={network.error} retry={() => void network.refetch()} />
        </div>
      )}
      {network.data?.stations === 0 && (
        <div className="centre">
          <Suspense fallback={null}>
            <Empty />
          </Suspense>
        </div>
      )}
    </main>
  );
}
