// The map's own picture, as it stands on the screen: of one map, or of two beside their divider.
import type { Map as MapLibre } from "maplibre-gl";
import type { MapPicture } from "../state/bridge";
import { isHeld } from "./held-picture";
import { otherSide } from "./sides";

/** A copy of the canvas after the next frame that is drawn: after its own event it is empty again. */
const frameOf = (map: MapLibre) =>
  new Promise<HTMLCanvasElement>((done, fail) => {
    const take = () => {
      if (isHeld(map)) return;
      map.off("render", take);
      const drawn = map.getCanvas();
      const copy = document.createElement("canvas");
      copy.width = drawn.width;
      copy.height = drawn.height;
      const ctx = copy.getContext("2d");
      ctx?.drawImage(drawn, 0, 0);
      if (ctx) done(copy);
      else fail(new Error("no canvas to draw on"));
    };
    map.on("render", take);
    map.triggerRepaint();
  });

export async function pictureOf(map: MapLibre): Promise<MapPicture> {
  const canvas = await frameOf(map);
  const scale = canvas.width / (map.getCanvas().clientWidth || canvas.width);
  const credit = map.getContainer().querySelector(".maplibregl-ctrl-attrib-inner");
  const other = otherSide();
  const divider = other?.dividerAt() ?? null;
  if (other && divider !== null) {
    const theirs = await frameOf(other.map);
    const at = Math.round(divider * scale);
    const [from, to] = other.isLeft ? [0, at] : [at, canvas.width];
    const strip = [from, 0, to - from, canvas.height] as const;
    if (to > from) canvas.getContext("2d")?.drawImage(theirs, ...strip, ...strip);
  }
  return { canvas, scale, divider, credit: credit?.textContent ?? "" };
}
