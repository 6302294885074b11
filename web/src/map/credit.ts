// The credit of a map that has no room for it: folded, as its sign.
import type { Map as MapLibre } from "maplibre-gl";

export function foldCredit(map: MapLibre): void {
  const credit = map.getContainer().querySelector(".maplibregl-ctrl-attrib");
  credit?.classList.remove("maplibregl-compact-show");
  credit?.removeAttribute("open");
}
