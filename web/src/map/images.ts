// Pictures that the map asks for by name: drawn when needed, forgotten when old.
import type { Map as MapLibre } from "maplibre-gl";

export const SCALE = 2;
/** More pictures than this are not kept: the oldest go, and come back when needed. */
const KEPT = 3_000;

export const FONT = `Inter, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`;

/** All pictures are drawn on one: to get another takes longer than to draw on it. */
let easel: HTMLCanvasElement | undefined;

/** A round picture's canvas, its origin in the middle, with room for a soft edge. */
export function roundCanvas(outer: number): CanvasRenderingContext2D | null {
  easel ??= document.createElement("canvas");
  const ctx = easel.getContext("2d", { willReadFrequently: true });
  // Setting a size clears the canvas and all that was set of it.
  easel.width = (outer + 6) * SCALE;
  easel.height = easel.width;
  ctx?.scale(SCALE, SCALE);
  ctx?.translate(outer / 2 + 3, outer / 2 + 3);
  return ctx;
}

export function disc(ctx: CanvasRenderingContext2D, outer: number, fill: string, edge: string) {
  ctx.beginPath();
  ctx.arc(0, 0, outer / 2, 0, 2 * Math.PI);
  ctx.shadowColor = edge;
  ctx.shadowBlur = 3 * SCALE;
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.shadowColor = "transparent";
}

/** A text in the middle, as large as the room lets it. */
export function label(
  ctx: CanvasRenderingContext2D,
  text: string,
  ink: string,
  size: number,
  room: number,
) {
  const set = (px: number) => {
    ctx.font = `600 ${px}px ${FONT}`;
  };
  set(size);
  const measured = ctx.measureText(text).width;
  if (measured > room) set(Math.max(8, (size * room) / measured));
  ctx.fillStyle = ink;
  ctx.textAlign = "center";
  // Centred by what is drawn: "middle" sits too high for digits.
  const box = ctx.measureText(text);
  ctx.fillText(text, 0, (box.actualBoundingBoxAscent - box.actualBoundingBoxDescent) / 2);
}

export const pixels = (ctx: CanvasRenderingContext2D): ImageData =>
  ctx.getImageData(0, 0, ctx.canvas.width, ctx.canvas.height);

/** Lets the map ask for pictures by name: each drawer knows its own names. */
export function supplyImages(
  map: MapLibre,
  drawers: readonly ((id: string) => ImageData | null)[],
): void {
  const made: string[] = [];
  map.setMissingStyleImageResolver((id) => {
    if (map.hasImage(id)) return;
    for (const draw of drawers) {
      const image = draw(id);
      if (!image) continue;
      map.addImage(id, image, { pixelRatio: SCALE });
      made.push(id);
      if (made.length > KEPT) for (const old of made.splice(0, KEPT / 2)) map.removeImage(old);
      return;
    }
  });
}
