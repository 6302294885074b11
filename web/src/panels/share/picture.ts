// A picture of the map as it is: title and date above, legend and sources below.

export interface Caption {
  title: string;
  /** Beside the title, smaller: the date, the period, the number of stations. */
  facts: string[];
  legend: { colour: string; text: string }[];
  source: string;
  colours: { paper: string; text: string; quiet: string };
  font: string;
}

/** Sizes are in CSS pixels, multiplied by what the map's canvas has more of them. */
const HEAD = 64;
const FOOT = 58;
const EDGE = 20;

/** The map's canvas between a head and a foot. */
export function compose(map: HTMLCanvasElement, caption: Caption): HTMLCanvasElement {
  const scale = map.width / (map.clientWidth || map.width);
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
  const { text, quiet } = caption.colours;
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
