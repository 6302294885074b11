// MapLibre with its worker, for all maps: the worker is a file of its own beside the page;
// and what they all do with their credit.
import * as maplibre from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

maplibre.setWorkerUrl(workerUrl);

export { maplibre };

/** The credit as its sign alone, which opens it. */
export function foldCredit(map: maplibre.Map) {
  const credit = map.getContainer().querySelector(".maplibregl-ctrl-attrib");
  credit?.classList.remove("maplibregl-compact-show");
  credit?.removeAttribute("open");
}

/** Narrower than this it begins folded: open, it takes two lines of the map. */
const NARROW = 640;

export const foldCreditWhereNarrow = (map: maplibre.Map) => {
  if (innerWidth < NARROW) foldCredit(map);
};
