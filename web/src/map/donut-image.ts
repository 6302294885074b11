// Draws a cluster: a ring of stages around the number of stations.
import type { Map as MapLibre } from "maplibre-gl";
import { DONUT_STEPS, donutSize, sharesOf } from "../model/donut";
import { formatCompact } from "../model/format";
import { STAGE_COLOURS, STAGES_AND_NONE, type Theme } from "../model/palette";
import type { Language } from "../model/view";

const PREFIX = "donut";
const SCALE = 2;
/** More pictures than this are not kept: the oldest go, and come back when needed. */
const KEPT = 3_000;

const INK: Record<Theme, { disc: string; text: string; edge: string }> = {
  light: { disc: "#ffffff", text: "#1a2130", edge: "rgba(16,24,40,0.16)" },
  dark: { disc: "#181d26", text: "#f2f5fa", edge: "rgba(0,0,0,0.55)" },
};

export function donutId(
  counts: readonly number[],
  count: number,
  theme: Theme,
  language: Language,
): string {
  const label = formatCompact(count, language);
  return [PREFIX, theme, donutSize(count), label, sharesOf(counts).join(".")].join("|");
}

function draw(id: string): ImageData | null {
  const [prefix, theme, size, label, shares] = id.split("|");
  const ink = INK[theme as Theme];
  if (prefix !== PREFIX || !ink || !size || !label || !shares) return null;
  const outer = Number(size);
  // Room for the soft edge around the ring.
  const side = (outer + 6) * SCALE;
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const ctx = canvas.getContext("2d", { willReadFrequently: true });
  if (!ctx) return null;
  ctx.scale(SCALE, SCALE);
  ctx.translate(outer / 2 + 3, outer / 2 + 3);

  ctx.beginPath();
  ctx.arc(0, 0, outer / 2, 0, 2 * Math.PI);
  ctx.shadowColor = ink.edge;
  ctx.shadowBlur = 3 * SCALE;
  ctx.fillStyle = ink.disc;
  ctx.fill();
  ctx.shadowColor = "transparent";

  const width = outer >= 40 ? 5.5 : 4.5;
  ctx.lineWidth = width;
  let from = 0;
  shares
    .split(".")
    .map(Number)
    .forEach((share, i) => {
      if (share === 0) return;
      ctx.beginPath();
      const angle = (part: number) => (part / DONUT_STEPS) * 2 * Math.PI - Math.PI / 2;
      ctx.arc(0, 0, outer / 2 - width / 2 - 1, angle(from), angle(from + share));
      ctx.strokeStyle = STAGE_COLOURS[STAGES_AND_NONE[i] ?? "none"];
      ctx.stroke();
      from += share;
    });

  const room = outer - 2 * width - 5;
  let font = outer >= 40 ? 13 : 11.5;
  const set = () => {
    ctx.font = `600 ${font}px Inter, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`;
  };
  set();
  const measured = ctx.measureText(label).width;
  if (measured > room) {
    font = Math.max(8, (font * room) / measured);
    set();
  }
  ctx.fillStyle = ink.text;
  ctx.textAlign = "center";
  // Centred by what is drawn: "middle" sits too high for digits.
  const box = ctx.measureText(label);
  const shift = (box.actualBoundingBoxAscent - box.actualBoundingBoxDescent) / 2;
  ctx.fillText(label, 0, shift);
  return ctx.getImageData(0, 0, side, side);
}

/** Lets the map ask for clusters' pictures by name, and forgets old ones. */
export function supplyDonuts(map: MapLibre): void {
  const made: string[] = [];
  map.setMissingStyleImageResolver((id) => {
    if (!id.startsWith(`${PREFIX}|`) || map.hasImage(id)) return;
    const image = draw(id);
    if (!image) return;
    map.addImage(id, image, { pixelRatio: SCALE });
    made.push(id);
    if (made.length > KEPT) for (const old of made.splice(0, KEPT / 2)) map.removeImage(old);
  });
}
