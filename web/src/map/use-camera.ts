// The map's camera and the URL follow one another: a movement ends in the URL,
// and going back or forward moves the map.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef } from "react";
import type { Box } from "../api/types";
import type { Question } from "../model/question";
import { formatCamera } from "../model/view";
import { registerMap } from "../state/bridge";
import { useCamera, useSetView } from "../state/view";
import { pictureOf } from "./picture";
import { STATION_SOURCE } from "./station-layers";

const cameraOf = (map: MapLibre) => {
  const { lng, lat } = map.getCenter();
  return { zoom: map.getZoom(), lat, lng };
};

/** What the floating parts take from each edge of the map, in CSS pixels. */
export function covered() {
  const style = getComputedStyle(document.documentElement);
  const read = (side: string) =>
    Number.parseFloat(style.getPropertyValue(`--covered-${side}`)) || 0;
  return { left: read("left"), right: read("right"), top: read("top"), bottom: read("bottom") };
}

type Covered = ReturnType<typeof covered>;

/** How far the middle of what is left lies from the middle of the map. */
export const middleOf = ({ left, right, top, bottom }: Covered): [number, number] => [
  (left - right) / 2,
  (top - bottom) / 2,
];

/** Room to leave when something is fitted, so that it is not under the panels. */
function padding() {
  // The map fills the page, beside the navigation.
  const page = document.querySelector("main") ?? document.documentElement;
  const { clientWidth: width, clientHeight: height } = page;
  const { left, right, top, bottom } = covered();
  // On a small screen the parts may cover nearly all of it: then leave the fit alone.
  if (left + right > width * 0.8 || top + bottom > height * 0.8) return 24;
  return { left: left + 24, right: right + 24, top: top + 24, bottom: bottom + 24 };
}

/** How a box is fitted into what is left of the map. */
export const fitOptions = () => ({ padding: padding(), maxZoom: 15 });

const fitBox = (map: MapLibre, box: Box) => map.fitBounds(box, { ...fitOptions(), duration: 700 });

/** At the first frame in which the stations are those that the map was given last. */
const drawnOf = (map: MapLibre) =>
  new Promise<void>((done) => {
    const check = () => {
      if (!map.isSourceLoaded(STATION_SOURCE)) return;
      map.off("render", check);
      done();
    };
    map.on("render", check);
    map.triggerRepaint();
  });

export function useCameraSync(map: MapLibre, prepare: (question: Question) => Promise<void>) {
  const camera = useCamera();
  const setView = useSetView();
  const latest = useRef(prepare);
  latest.current = prepare;

  useEffect(() => {
    const onEnd = () => setView({ camera: cameraOf(map) }, { replace: true });
    // The place that the map chose for itself is part of the view too.
    onEnd();
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
          map.easeTo({
            center: location,
            zoom: Math.max(map.getZoom(), minZoom),
            offset: middleOf(covered()),
            duration: 700,
          }),
        prepare: (question) => latest.current(question),
        drawn: () => drawnOf(map),
        picture: () => pictureOf(map),
      }),
    [map],
  );
}
