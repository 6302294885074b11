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
const percentOf = (digits: number) =>
  cached(
    (l) =>
      new Intl.NumberFormat(LOCALE[l], {
        style: "percent",
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );
const percent = percentOf(1);
const finePercent = percentOf(2);
const finerPercents = [3, 4].map(percentOf);
const dateFormat = (options: Intl.DateTimeFormatOptions) =>
  cached((l) => new Intl.DateTimeFormat(LOCALE[l], { timeZone: "UTC", ...options }));
const longDate = dateFormat({ year: "numeric", month: "long", day: "numeric" });
const shortDate = dateFormat({ year: "numeric", month: "short", day: "numeric" });
const dayAndMonth = dateFormat({ month: "short", day: "numeric" });
const longMonth = dateFormat({ year: "numeric", month: "long" });
const monthName = dateFormat({ month: "short" });
const shortMonth = dateFormat({ year: "numeric", month: "short" });

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

/** The number in the unit that suits it; 999,950 rounds to 1,000k and so is 1M already. */
function scaled(n: number, language: Language): [number, string] | null {
  for (const [size, unit] of UNITS[language]) {
    const part = n / size;
    if (Math.abs(Number(part.toPrecision(3))) >= 1) return [part, unit];
  }
  return null;
}

/** Two significant figures or the whole of it, for places with little room. */
export function formatCompact(n: number, language: Language): string {
  const found = scaled(n, language);
  if (!found) return String(Math.round(n));
  const [part, unit] = found;
  return `${Math.abs(part) < 10 ? +part.toFixed(1) : Math.round(part)}${unit}`;
}

/** Three significant figures at least, of a number that is too long to be read in full. */
export function formatShort(n: number, language: Language): string {
  const [part, unit] = scaled(n, language) ?? [n, ""];
  const size = Math.abs(part);
  if (size >= 99.95 || (unit === "" && Number.isInteger(n))) {
    return `${formatCount(part, language)}${unit}`;
  }
  return `${part.toFixed(size >= 9.995 ? 1 : 2)}${unit}`;
}

export const formatPercent = (n: number, language: Language): string => percent(language).format(n);
/** For rates of a few percent: 2.06 %. */
export const formatFinePercent = (n: number, language: Language): string =>
  finePercent(language).format(n);
/** Two rates beside each other, with as many decimals as tell them apart, four at most. */
export function formatRatePair(a: number, b: number, language: Language): [string, string] {
  let pair: [string, string] = [formatFinePercent(a, language), formatFinePercent(b, language)];
  for (const format of finerPercents) {
    if (a === b || pair[0] !== pair[1]) break;
    pair = [format(language).format(a), format(language).format(b)];
  }
  return pair;
}

const utc = (date: string) => new Date(`${date}T00:00:00Z`);

export const formatDate = (date: string, language: Language) =>
  longDate(language).format(utc(date));
export const formatShortDate = (date: string, language: Language) =>
  shortDate(language).format(utc(date));
/** Without its year, where the year stands nearby. */
export const formatDay = (date: string, language: Language) =>
  dayAndMonth(language).format(utc(date));
export const formatMonth = (month: string, language: Language) =>
  longMonth(language).format(utc(`${month}-01`));
/** For an axis: the month's name, and in January the year alone. */
export const formatMonthTick = (month: string, language: Language) =>
  month.endsWith("-01") ? month.slice(0, 4) : monthName(language).format(utc(`${month}-01`));
export const formatShortMonth = (month: string, language: Language) =>
  shortMonth(language).format(utc(`${month}-01`));

/** An instant, in the reader's own zone. */
export const formatInstant = (instant: string, language: Language): string => {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return date.toLocaleString(LOCALE[language], { dateStyle: "medium", timeStyle: "short" });
};
