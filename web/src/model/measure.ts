// Lengths and areas as people read them.
import { formatCount, formatShort } from "./format";
import { type Shape, shapeKm2 } from "./shape";
import type { Language } from "./view";

const UNITS: Record<Language, { m: string; km: string; km2: string; m2: string }> = {
  zh: { m: "米", km: "公里", km2: "平方公里", m2: "平方米" },
  en: { m: "m", km: "km", km2: "km²", m2: "m²" },
};

/** The word for a great number belongs to the unit, `4.52 万平方公里`; English has none for it here. */
const joined = (n: number, unit: string, language: Language) => {
  if (language === "en" && n >= 1_000) return `${formatCount(n, language)} ${unit}`;
  const [, digits = "", word = ""] = /^([\d.,]+)(.*)$/.exec(formatShort(n, language)) ?? [];
  return `${digits} ${word}${unit}`;
};

export const formatKm = (km: number, language: Language): string =>
  km < 0.9995
    ? joined(Math.round(km * 1_000), UNITS[language].m, language)
    : joined(km, UNITS[language].km, language);

export const formatKm2 = (km2: number, language: Language): string =>
  km2 < 0.01
    ? joined(Math.round(km2 * 1e6), UNITS[language].m2, language)
    : joined(km2, UNITS[language].km2, language);

/** How large it is: a circle by its radius, which is what one draws. */
export const sizeOf = (shape: Shape, language: Language): string =>
  shape.kind === "circle" ? formatKm(shape.km, language) : formatKm2(shapeKm2(shape), language);
