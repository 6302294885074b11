// The map's camera and the URL follow one another: a movement ends in the URL,
// and going back or forward moves the map.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef } from "react";
import type { Box } from "../api/types";
import type { Question } from "../model/question";
import { formatCamera } from "../model/view";
import { registerMap } from "../state/bridge";
import { useCamera, useSetView } from "../state/view";

const cameraOf = (map: MapLibre) => {
  const { lng, lat } = map.getCenter();
  return { zoom: map.getZoom(), lat, lng };
};

/** Room that the floating parts take from the map, so that what is fitted is not under them. */
function paddingOf(map: MapLibre) {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const read = (name: string) =>
    Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(name)) || 0;
  const sides = { left: read("--covered-left"), right: read("--covered-right") };
  const ends = { top: read("--covered-top"), bottom: read("--covered-bottom") };
  // On a small screen the parts may cover nearly all of it: then leave the fit alone.
  const fits = sides.left + sides.right < width * 0.8 && ends.top + ends.bottom < height * 0.8;
  return fits
    ? {
        left: sides.left + 24,
        right: sides.right + 24,
        top: ends.top + 24,
        bottom: ends.bottom + 24,
      }
    : 24;
}

export const fitBox = (map: MapLibre, [w, s, e, n]: Box, duration = 700) =>
  map.fitBounds([w, s, e, n], { padding: paddingOf(map), duration, maxZoom: 15 });

export function useCameraSync(map: MapLibre, prepare: (question: Question) => Promise<void>) {
  const camera = useCamera();
  const setView = useSetView();
  const latest = useRef(prepare);
  latest.current = prepare;

  useEffect(() => {
    const onEnd = () => setView({ camera: cameraOf(map) }, { replace: true });
    map.on("moveend", onEnd);
    return () => {
      map.off("moveend", onEnd);
    };
  }, [map, setView]);

  useEffect(() => {
    // While it moves, the URL is merely late; the end of the movement will write it.
    if (!camera || map.isMoving()) return;
    if (formatCamera(camera) === formatCamera(cameraOf(map))) return;
    map.easeTo({ center: [camera.lng, camera.lat], zoom: camera.zoom, duration: 350 });
  }, [map, camera]);

  useEffect(
    () =>
      registerMap({
        fitTo: (box) => fitBox(map, box),
        goTo: (location, minZoom) =>
          map.easeTo({ center: location, zoom: Math.max(map.getZoom(), minZoom), duration: 700 }),
        prepare: (question) => latest.current(question),
      }),
    [map],
  );
}
