// A picture of the map as it is: title and date above, legend and sources below.

import type { MapPicture } from "../../state/bridge";

export interface Caption {
  title: string;
  /** Beside the title, smaller: the date, the period, the number of stations. */
  facts: string[];
  /** What lies left and right of the divider, where there is one. */
  sides: readonly [string, string] | null;
  legend: { colour: string; text: string }[];
  source: string;
  colours: { paper: string; text: string; quiet: string };
  font: string;
}

/** Sizes are in CSS pixels. */
const HEAD = 64;
const FOOT = 58;
const EDGE = 20;

/** Of the dates beside the divider. */
const SIDE = { font: 13, top: 18, gap: 12, pad: 10, height: 28 };

/** The map between a head and a foot. */
export function compose(
  { canvas: map, scale, divider }: MapPicture,
  caption: Caption,
): HTMLCanvasElement {
  const picture = document.createElement("canvas");
  const width = map.width / scale;
  const height = map.height / scale;
  picture.width = map.width;
  picture.height = Math.round((height + HEAD + FOOT) * scale);
  const ctx = picture.getContext("2d");
  if (!ctx) throw new Error("no canvas to draw on");
  ctx.scale(scale, scale);
  ctx.fillStyle = caption.colours.paper;
  ctx.fillRect(0, 0, width, height + HEAD + FOOT);
  ctx.drawImage(map, 0, HEAD, width, height);
  ctx.textBaseline = "middle";
  const write = (text: string, x: number, y: number, style: string, colour: string) => {
    ctx.font = `${style} ${caption.font}`;
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y, width - x - EDGE);
    return x + ctx.measureText(text).width;
  };
  const { paper, text, quiet } = caption.colours;
  if (divider !== null && caption.sides) {
    ctx.fillStyle = paper;
    ctx.fillRect(divider - 2.5, HEAD, 5, height);
    ctx.fillStyle = text;
    ctx.fillRect(divider - 1, HEAD, 2, height);
    const style = `600 ${SIDE.font}px`;
    ctx.font = `${style} ${caption.font}`;
    for (const [i, said] of caption.sides.entries()) {
      const wide = ctx.measureText(said).width + 2 * SIDE.pad;
      const left = i === 0 ? divider - SIDE.gap - wide : divider + SIDE.gap;
      ctx.fillStyle = paper;
      ctx.beginPath();
      ctx.roundRect(left, HEAD + SIDE.top, wide, SIDE.height, 8);
      ctx.fill();
      write(said, left + SIDE.pad, HEAD + SIDE.top + SIDE.height / 2, style, text);
    }
  }
  write(caption.title, EDGE, 24, "600 19px", text);
  write(caption.facts.join("  ·  "), EDGE, 48, "13px", quiet);
  const below = HEAD + height;
  let x = EDGE;
  for (const { colour, text: said } of caption.legend) {
    ctx.fillStyle = colour;
    ctx.fillRect(x, below + 13, 16, 12);
    x = write(said, x + 22, below + 19.5, "12px", text) + 18;
  }
  write(caption.source, EDGE, below + 42, "11px", quiet);
  return picture;
}

/** Hands a picture over as a file. */
export function download(picture: HTMLCanvasElement, name: string): Promise<void> {
  return new Promise((done, fail) =>
    picture.toBlob((blob) => {
      if (!blob) return fail(new Error("the picture is empty"));
      const link = Object.assign(document.createElement("a"), {
        href: URL.createObjectURL(blob),
        download: name,
      });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      done();
    }, "image/png"),
  );
}
