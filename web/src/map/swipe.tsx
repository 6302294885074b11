// Two dates side by side: the second map is there only while it is looked at.
import type { Map as MapLibre } from "maplibre-gl";
import { lazy, Suspense } from "react";
import type { Network } from "../api/types";
import { useSwipeInUrl } from "../state/one-date";

const SecondMap = lazy(() => import("./swipe/second-map"));

export function Swipe({ map, network }: { map: MapLibre; network: Network }) {
  if (!useSwipeInUrl()) return null;
  return (
    <Suspense fallback={null}>
      <SecondMap first={map} network={network} />
    </Suspense>
  );
}
