// Numbers and dates as people read them in each language. Chinese shortens by
// 万 (10⁴) and 亿 (10⁸), English by k, M and B.
import type { Language } from "./view";

const LOCALE: Record<Language, string> = { zh: "zh-CN", en: "en-GB" };

const cached = <T>(make: (language: Language) => T) => {
  const made = new Map<Language, T>();
  return (language: Language): T => {
    const value = made.get(language) ?? make(language);
    made.set(language, value);
    return value;
  };
};

const whole = cached((l) => new Intl.NumberFormat(LOCALE[l], { maximumFractionDigits: 0 }));
const percent = cached(
  (l) =>
    new Intl.NumberFormat(LOCALE[l], {
      style: "percent",
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }),
);
const dateFormat = (options: Intl.DateTimeFormatOptions) =>
  cached((l) => new Intl.DateTimeFormat(LOCALE[l], { timeZone: "UTC", ...options }));
const longDate = dateFormat({ year: "numeric", month: "long", day: "numeric" });
const shortDate = dateFormat({ year: "numeric", month: "short", day: "numeric" });
const longMonth = dateFormat({ year: "numeric", month: "long" });

export const NOTHING = "—";

export const formatCount = (n: number, language: Language): string => whole(language).format(n);

const UNITS: Record<Language, readonly [number, string][]> = {
  zh: [
    [1e8, "亿"],
    [1e4, "万"],
  ],
  en: [
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "k"],
  ],
};

/** Three significant figures at most, for places with little room. */
export function formatCompact(n: number, language: Language): string {
  for (const [size, unit] of UNITS[language]) {
    // 999,950 would round to "1000k": it belongs to the next unit already.
    if (Math.abs(n) < size) continue;
    const scaled = n / size;
    return `${scaled < 10 ? +scaled.toFixed(1) : Math.round(scaled)}${unit}`;
  }
  return String(Math.round(n));
}

export const formatPercent = (n: number, language: Language): string => percent(language).format(n);

/** A metric's value by its unit; an absent one is a dash, never 0. */
export function formatValue(
  value: number | null | undefined,
  unit: string | undefined,
  language: Language,
): string {
  if (value === null || value === undefined) return NOTHING;
  return unit === "ratio" ? formatPercent(value, language) : formatCount(value, language);
}

const utc = (date: string) => new Date(`${date}T00:00:00Z`);

export const formatDate = (date: string, language: Language) =>
  longDate(language).format(utc(date));
export const formatShortDate = (date: string, language: Language) =>
  shortDate(language).format(utc(date));
export const formatMonth = (month: string, language: Language) =>
  longMonth(language).format(utc(`${month}-01`));

/** An instant, in the reader's own zone. */
export const formatInstant = (instant: string, language: Language): string => {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return date.toLocaleString(LOCALE[language], { dateStyle: "medium", timeStyle: "short" });
};
