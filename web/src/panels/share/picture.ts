// A picture of the map as it is: title, date and filters above, legend and sources below.
import type { MapPicture } from "../../state/bridge";
import type { Heading, Key } from "../rail/use-keys";

export interface Caption {
  title: string;
  /** Below the title, smaller: the date, the period, the number of stations, the filters. */
  facts: string[];
  /** What lies left and right of the divider, where there is one. */
  sides: readonly [string, string] | null;
  /** Of regions, of stations: a row each, or more where there is no room. */
  legends: readonly (readonly (Key | Heading)[])[];
  source: string;
  colours: { paper: string; text: string; quiet: string };
  font: string;
}

/** Sizes are in CSS pixels. */
const EDGE = 20;
const HEAD = { above: 38, line: 20, below: 6 };
const FOOT = { above: 9, line: 21, source: 28 };
const SWATCH = { width: 16, height: 12, room: 22, gap: 18 };
const BETWEEN = "  ·  ";
/** Of the dates beside the divider. */
const SIDE = { font: 13, top: 18, gap: 12, pad: 10, height: 28 };

interface Placed {
  x: number;
  row: number;
}

/** Puts pieces of these widths into rows no wider than the room. */
export function flow(widths: readonly number[], gap: number, room: number): Placed[] {
  let x = 0;
  let row = 0;
  return widths.map((width) => {
    if (x > 0 && x + width > room) {
      x = 0;
      row++;
    }
    const placed = { x, row };
    x += width + gap;
    return placed;
  });
}

const rowsOf = (placed: readonly Placed[]) => (placed.at(-1)?.row ?? -1) + 1;

/** What writes on the picture. */
interface Pen {
  ctx: CanvasRenderingContext2D;
  colours: Caption["colours"];
  /** How wide texts are in a style such as "600 19px". */
  measure: (texts: readonly string[], style: string) => number[];
  write: (text: string, x: number, y: number, style: string, colour: string) => void;
}

function penOf(ctx: CanvasRenderingContext2D, width: number, { colours, font }: Caption): Pen {
  return {
    ctx,
    colours,
    measure(texts, style) {
      ctx.font = `${style} ${font}`;
      return texts.map((text) => ctx.measureText(text).width);
    },
    write(text, x, y, style, colour) {
      ctx.font = `${style} ${font}`;
      ctx.fillStyle = colour;
      ctx.fillText(text, x, y, Math.max(1, width - x - EDGE));
    },
  };
}

/** The divider and what lies on both sides of it. */
function drawSides(
  { ctx, colours, measure, write }: Pen,
  sides: readonly [string, string],
  { x, top, height }: { x: number; top: number; height: number },
) {
  ctx.fillStyle = colours.paper;
  ctx.fillRect(x - 2.5, top, 5, height);
  ctx.fillStyle = colours.text;
  ctx.fillRect(x - 1, top, 2, height);
  const style = `600 ${SIDE.font}px`;
  const widths = measure(sides, style);
  for (const [i, side] of sides.entries()) {
    const wide = (widths[i] ?? 0) + 2 * SIDE.pad;
    const left = i === 0 ? x - SIDE.gap - wide : x + SIDE.gap;
    ctx.fillStyle = colours.paper;
    ctx.beginPath();
    ctx.roundRect(left, top + SIDE.top, wide, SIDE.height, 8);
    ctx.fill();
    write(side, left + SIDE.pad, top + SIDE.top + SIDE.height / 2, style, colours.text);
  }
}

interface Legend {
  keys: Caption["legends"][number];
  placed: Placed[];
}

/** A legend, and where the next one begins. */
function drawLegend({ ctx, colours, write }: Pen, { keys, placed }: Legend, top: number): number {
  for (const [i, { x, row }] of placed.entries()) {
    const { colour, text } = keys[i] as Key | Heading;
    const y = top + FOOT.line * (row + 0.5);
    if (colour) {
      ctx.fillStyle = colour;
      ctx.fillRect(EDGE + x, y - SWATCH.height / 2, SWATCH.width, SWATCH.height);
    }
    const left = EDGE + x + (colour ? SWATCH.room : 0);
    write(text, left, y, "12px", colour ? colours.text : colours.quiet);
  }
  return top + FOOT.line * rowsOf(placed);
}

/** The map between a head and a foot. */
export function compose(
  { canvas: map, scale, divider }: MapPicture,
  caption: Caption,
): HTMLCanvasElement {
  const picture = document.createElement("canvas");
  const ctx = picture.getContext("2d");
  if (!ctx) throw new Error("no canvas to draw on");
  const width = map.width / scale;
  const height = map.height / scale;
  const room = width - 2 * EDGE;
  const pen = penOf(ctx, width, caption);
  const { paper, text, quiet } = caption.colours;
  const [between = 0] = pen.measure([BETWEEN], "13px");
  const facts = flow(pen.measure(caption.facts, "13px"), between, room);
  const legends = caption.legends.map((keys): Legend => {
    const texts = keys.map((key) => key.text);
    const widths = pen.measure(texts, "12px");
    const wide = widths.map((own, i) => own + (keys[i]?.colour ? SWATCH.room : 0));
    return { keys, placed: flow(wide, SWATCH.gap, room) };
  });
  const head = HEAD.above + HEAD.line * rowsOf(facts) + HEAD.below;
  const keyRows = legends.reduce((sum, { placed }) => sum + rowsOf(placed), 0);
  const foot = FOOT.above + FOOT.line * keyRows + FOOT.source;

  // Its size clears a canvas and all that was set of it.
  picture.width = map.width;
  picture.height = Math.round((head + height + foot) * scale);
  ctx.scale(scale, scale);
  ctx.fillStyle = paper;
  ctx.fillRect(0, 0, width, head + height + foot);
  ctx.drawImage(map, 0, head, width, height);
  ctx.textBaseline = "middle";

  pen.write(caption.title, EDGE, 24, "600 19px", text);
  for (const [i, { x, row }] of facts.entries()) {
    const goesOn = facts[i + 1]?.row === row;
    const fact = `${caption.facts[i]}${goesOn ? BETWEEN : ""}`;
    pen.write(fact, EDGE + x, HEAD.above + HEAD.line * (row + 0.5), "13px", quiet);
  }
  if (divider !== null && caption.sides) {
    drawSides(pen, caption.sides, { x: divider, top: head, height });
  }
  let below = head + height + FOOT.above;
  for (const legend of legends) below = drawLegend(pen, legend, below);
  pen.write(caption.source, EDGE, below + FOOT.source / 2, "11px", quiet);
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
