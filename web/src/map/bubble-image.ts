// Draws a cluster by a value: a disc as large as the value, ringed in its class's colour.
import type { Theme } from "../model/palette";
import { INK } from "./donut-image";
import { disc, label, pixels, roundCanvas } from "./images";

const PREFIX = "bubble";

export const bubbleId = (text: string, size: number, colour: string, theme: Theme): string =>
  [PREFIX, theme, size, colour, text].join("|");

export function drawBubble(id: string): ImageData | null {
  const [prefix, theme, size, colour, text] = id.split("|");
  const ink = INK[theme as Theme];
  if (prefix !== PREFIX || !ink || !size || !colour || !text) return null;
  const outer = Number(size);
  const ctx = roundCanvas(outer);
  if (!ctx) return null;
  disc(ctx, outer, ink.disc, ink.edge);
  const width = outer >= 46 ? 4.5 : 3.5;
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.beginPath();
  ctx.arc(0, 0, outer / 2 - width / 2, 0, 2 * Math.PI);
  ctx.stroke();
  label(ctx, text, ink.text, outer >= 50 ? 12.5 : 11, outer - 2 * width - 5);
  return pixels(ctx);
}
