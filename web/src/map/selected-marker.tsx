// The mark around the chosen station, and the care that no panel hides it.
import { Marker } from "@vis.gl/react-maplibre";
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect } from "react";
import { useStation } from "../state/station";
import { useView } from "../state/view";
import { useTranslation } from "../ui/i18n";
import { covered, middleOf } from "./use-camera";

/** The panel or sheet opens first, then it is known what it covers. */
const OPENED_MS = 60;
/** Closer than this to a panel, the mark is half under it. */
const EDGE = 20;

/** Location of the chosen station, once it is known. */
function usePlace(): [number, number] | [null, null] {
  const { station } = useView();
  const { data } = useStation(station);
  return station && data?.code === station ? data.location : [null, null];
}

/** Moves the map when a panel lies over the station that was just chosen. */
export function useKeepInSight(map: MapLibre): void {
  const [lng, lat] = usePlace();
  useEffect(() => {
    if (lng === null) return;
    const timer = setTimeout(() => {
      if (map.isMoving()) return;
      const { x, y } = map.project([lng, lat]);
      const { clientWidth: width, clientHeight: height } = map.getContainer();
      const inMap = x >= 0 && y >= 0 && x <= width && y <= height;
      const sides = covered();
      const hidden =
        x < sides.left + EDGE ||
        x > width - sides.right - EDGE ||
        y < sides.top + EDGE ||
        y > height - sides.bottom - EDGE;
      // Someone who has moved the map elsewhere is left there.
      if (inMap && hidden) {
        map.easeTo({ center: [lng, lat], offset: middleOf(sides), duration: 450 });
      }
    }, OPENED_MS);
    return () => clearTimeout(timer);
  }, [map, lng, lat]);
}

export function SelectedMarker() {
  const { t } = useTranslation();
  const [lng, lat] = usePlace();
  if (lng === null) return null;
  return (
    <Marker longitude={lng} latitude={lat}>
      <span className="selected-marker" role="img" aria-label={t("sheet.station")} />
    </Marker>
  );
}
