// Colours between those of a ramp, as far apart for the eye as the values are:
// mixed in OKLab (Ottosson 2020), and spread by the distance of its stops there.

type Lab = readonly [lightness: number, a: number, b: number];

const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const gamma = (c: number) => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);

function labOf(hex: string): Lab {
  const [r, g, b] = [1, 3, 5].map((i) =>
    linear(Number.parseInt(hex.slice(i, i + 2), 16) / 255),
  ) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function hexOf([lightness, a, b]: Lab): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const parts = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const byte = (c: number) => Math.round(Math.max(0, Math.min(1, gamma(c))) * 255);
  return `#${parts.map((c) => byte(c).toString(16).padStart(2, "0")).join("")}`;
}

/** How far apart two colours look; 1 is from black to white. */
export function distance(one: string, other: string): number {
  const [a, b] = [labOf(one), labOf(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** The colour at a share of the way through a ramp, from its first (0) to its last (1). */
export function rampAt(ramp: readonly string[], share: number): string {
  const steps = ramp.slice(1).map((colour, i) => distance(ramp[i] as string, colour));
  let left = Math.max(0, Math.min(1, share)) * steps.reduce((a, b) => a + b, 0);
  for (const [i, step] of steps.entries()) {
    if (left > step && i + 1 < steps.length) {
      left -= step;
      continue;
    }
    const [from, to] = [labOf(ramp[i] as string), labOf(ramp[i + 1] as string)];
    const part = step > 0 ? Math.min(1, left / step) : 0;
    return hexOf(from.map((c, k) => c + ((to[k] as number) - c) * part) as unknown as Lab);
  }
  return ramp[0] as string;
}

/** So many colours through a ramp, each as far from the next. */
export const rampSteps = (ramp: readonly string[], count: number): string[] =>
  Array.from({ length: count }, (_, i) => rampAt(ramp, count > 1 ? i / (count - 1) : 0.5));
