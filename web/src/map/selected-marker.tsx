// The mark around the chosen station, and the care that no panel hides it.
import { Marker, useMap } from "@vis.gl/react-maplibre";
import { useEffect } from "react";
import { useStation } from "../state/queries";
import { useView } from "../state/view";
import { covered, middleOf } from "./use-camera";

/** The panel or sheet opens first, then it is known what it covers. */
const OPENED_MS = 60;
/** Closer than this to a panel, the mark is half under it. */
const EDGE = 20;

export function SelectedMarker() {
  const { station, at } = useView();
  const { data } = useStation(station, at);
  const map = useMap().current?.getMap();
  const place = station && data?.code === station ? data.location : null;
  const [lng, lat] = place ?? [null, null];

  useEffect(() => {
    if (!map || lng === null || lat === null) return;
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

  if (lng === null || lat === null) return null;
  return (
    <Marker longitude={lng} latitude={lat}>
      <span className="selected-marker" role="img" aria-label={data?.name} />
    </Marker>
  );
}
