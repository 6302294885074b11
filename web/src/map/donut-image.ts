// Draws a cluster: a ring of stages around the number of stations.
import { DONUT_STEPS, donutSize, sharesOf } from "../model/donut";
import { formatCompact } from "../model/format";
import { STAGE_COLOURS, STAGES_AND_NONE, type Theme } from "../model/palette";
import type { Language } from "../model/view";
import { disc, label, pixels, roundCanvas } from "./images";

const PREFIX = "donut";

export const INK: Record<Theme, { disc: string; text: string; edge: string }> = {
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

export function drawDonut(id: string): ImageData | null {
  const [prefix, theme, size, text, shares] = id.split("|");
  const ink = INK[theme as Theme];
  if (prefix !== PREFIX || !ink || !size || !text || !shares) return null;
  const outer = Number(size);
  const ctx = roundCanvas(outer);
  if (!ctx) return null;
  disc(ctx, outer, ink.disc, ink.edge);

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
  label(ctx, text, ink.text, outer >= 40 ? 13 : 11.5, outer - 2 * width - 5);
  return pixels(ctx);
}
