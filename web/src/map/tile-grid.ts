// Which tiles cover a part of the world at a zoom: the usual web mercator grid.

export interface TileId {
  z: number;
  x: number;
  y: number;
}

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

const clampLat = (lat: number) => Math.max(-85.0511, Math.min(85.0511, lat));

export const mercatorX = (lng: number) => (lng + 180) / 360;

export function mercatorY(lat: number): number {
  const s = Math.sin((clampLat(lat) * Math.PI) / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
}

export const lngOf = (x: number) => x * 360 - 180;

export const latOf = (y: number) =>
  (360 / Math.PI) * Math.atan(Math.exp((1 - 2 * y) * Math.PI)) - 90;

/** Tiles that meet the bounds, each once, however far the view is wrapped around. */
export function tilesIn(bounds: Bounds, z: number, limit = 400): TileId[] {
  const n = 2 ** z;
  const row = (lat: number) => Math.max(0, Math.min(n - 1, Math.floor(mercatorY(lat) * n)));
  const column = (lng: number) => Math.floor(mercatorX(lng) * n);
  const first = column(bounds.west);
  const last = Math.min(column(bounds.east), first + n - 1);
  const tiles: TileId[] = [];
  for (let y = row(bounds.north); y <= row(bounds.south); y++) {
    for (let x = first; x <= last && tiles.length < limit; x++) {
      tiles.push({ z, x: ((x % n) + n) % n, y });
    }
  }
  return tiles;
}

/** Fills a tile template. */
export const tileUrl = (template: string, { z, x, y }: TileId): string =>
  template.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y));
