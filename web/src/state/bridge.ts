// Where map and panels meet without knowing one another: panels ask for a
// movement, the map registers how it is done.
import type { Box, Place } from "../api/types";
import type { Question } from "../model/question";

/** What the map shows, one date or two of them beside a divider. */
export interface MapPicture {
  canvas: HTMLCanvasElement;
  /** Pixels of the canvas for one of CSS. */
  scale: number;
  /** CSS pixels from the left; null where nothing is divided. */
  divider: number | null;
  /** Whom the base map is owed to. */
  credit: string;
}

interface MapHandle {
  fitTo(box: Box): void;
  goTo(location: Place, minZoom: number): void;
  /** Loads what the question will show, out of sight; resolves when it can be shown at once. */
  prepare(question: Question): Promise<void>;
  /** Resolves when what it shows now has been on the screen. */
  drawn(): Promise<void>;
  picture(): Promise<MapPicture>;
}

let handle: MapHandle | null = null;
let waiting: ((map: MapHandle) => void) | null = null;

export function registerMap(map: MapHandle): () => void {
  handle = map;
  waiting?.(map);
  waiting = null;
  return () => {
    if (handle === map) handle = null;
  };
}

// A request made before the map exists is kept, but only the latest.
const later = (act: (map: MapHandle) => void) => {
  if (handle) act(handle);
  else waiting = act;
};

export const fitMap = (box: Box) => later((map) => map.fitTo(box));

export const goTo = (location: Place, minZoom = 13) => later((map) => map.goTo(location, minZoom));

export const prepareMap = (question: Question): Promise<void> =>
  handle ? handle.prepare(question) : Promise.resolve();

export const mapDrawn = (): Promise<void> => (handle ? handle.drawn() : Promise.resolve());

/** Null where there is no map. */
export const takePicture = (): Promise<MapPicture> | null => handle?.picture() ?? null;
