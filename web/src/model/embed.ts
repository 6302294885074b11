// What other pages take in: the map in a frame, and its tiles.
import { formatView, stringifySearch, type View } from "./view";

/** Of the view, what a map in a frame shows. */
export const embedAddress = (origin: string, view: View): string =>
  `${origin}/embed${stringifySearch(formatView({ ...view, station: null, explain: null, hidden: [], compare: null }))}`;

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

export const frameCode = (address: string, title: string, width: string, height: number): string =>
  `<iframe src="${escaped(address)}" title="${escaped(title)}" width="${escaped(width)}" height="${height}" loading="lazy" style="border:0"></iframe>`;

/** How MapLibre takes the tiles in: two sources of a style. */
export const sourcesCode = (stations: string, regions: string): string =>
  JSON.stringify(
    {
      stations: { type: "vector", tiles: [stations], maxzoom: 16 },
      regions: { type: "vector", tiles: [regions], maxzoom: 14 },
    },
    null,
    2,
  );
