// A metric's value as people read it, by the metric's reading and the room
// there is. Amounts in full come from their decimal text, never from a float.
import {
  formatCompact,
  formatCount,
  formatFinePercent,
  formatPercent,
  formatShort,
  NOTHING,
} from "./format";
import type { Reading } from "./metrics";
import type { ValueRange } from "./range";
import { decimalOf, numberOf, type Wire } from "./value";
import type { Language } from "./view";

const UNIT: Partial<Record<Reading, Record<Language, string>>> = {
  litres: { zh: "升", en: " L" },
  kwh: { zh: "度", en: " kWh" },
};

/** Numbers below are short enough to be shown in full. */
const LONG: Record<Language, number> = { zh: 1e4, en: 1e4 };
const LONG_COUNT = 1e6;

const MINUS = "−";
const signed = (negative: boolean, text: string) => (negative ? `${MINUS}${text}` : text);

function moneyInFull(value: Wire, language: Language): string {
  const text =
    typeof value === "string" ? value : decimalOf(BigInt(Math.round(Number(value) * 100)));
  const [whole = "0", cents = ""] = text.replace("-", "").split(".");
  // A number of so many digits is grouped as text: BigInt keeps them all.
  const grouped = BigInt(whole).toLocaleString(language === "zh" ? "zh-CN" : "en-GB");
  return signed(text.startsWith("-"), `¥${grouped}.${cents.padEnd(2, "0")}`);
}

function money(value: Wire, n: number, language: Language): string {
  const size = Math.abs(n);
  if (n === 0) return "¥0";
  if (size < 1_000) return moneyInFull(value, language);
  const text = size < LONG[language] ? formatCount(size, language) : formatShort(size, language);
  return signed(n < 0, `¥${text}`);
}

/** As long as needed to tell neighbours apart, as short as a panel wants it. */
export function formatValue(value: Wire, reading: Reading | undefined, language: Language): string {
  const n = numberOf(value);
  if (n === null) return NOTHING;
  switch (reading) {
    case "ratio":
      return formatPercent(n, language);
    case "rate":
      return formatFinePercent(n, language);
    case "money":
      return money(value, n, language);
    case "litres":
    case "kwh": {
      const size = Math.abs(n);
      const text =
        size < LONG[language] ? formatCount(size, language) : formatShort(size, language);
      return signed(n < 0, `${text}${UNIT[reading]?.[language] ?? ""}`);
    }
    case "orders": {
      const size = Math.abs(n);
      const text = size < LONG_COUNT ? formatCount(size, language) : formatShort(size, language);
      return signed(n < 0, text);
    }
    default:
      return formatCount(n, language);
  }
}

/** What follows the digits: a unit, a percent sign. */
const TAIL = /[^\d.,]*$/;

/** From one value to another, as short as a legend wants it: `¥537–2,271万`. */
export function formatRange(
  from: number,
  to: number,
  reading: Reading | undefined,
  language: Language,
): string {
  const [a, b] = [formatValue(from, reading, language), formatValue(to, reading, language)];
  if (a === b) return a;
  const [tailA, tailB] = [TAIL.exec(a)?.[0] ?? "", TAIL.exec(b)?.[0] ?? ""];
  const first = tailA === tailB ? a.slice(0, a.length - tailA.length) : a;
  // The sign of money once; a minus of its own stays.
  return `${first} – ${b.replace(/^¥/, a.startsWith("¥") ? "" : "¥")}`;
}

/** A range that may be open at an end, each end in full: `≥ ¥20万`. */
export function formatBounds(
  { from, to }: ValueRange,
  reading: Reading | undefined,
  language: Language,
): string {
  const [low, high] = [from, to].map((end) => formatValue(end, reading, language));
  if (from === null) return `≤ ${high}`;
  if (to === null) return `≥ ${low}`;
  return low === high ? `${low}` : `${low} – ${high}`;
}

/** Every digit that there is: for tooltips and for taking a number apart. */
export function formatInFull(
  value: Wire,
  reading: Reading | undefined,
  language: Language,
): string {
  const n = numberOf(value);
  if (n === null) return NOTHING;
  if (reading === "money") return moneyInFull(value, language);
  if (reading === "litres" || reading === "kwh") {
    return `${n.toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: 3 })}${UNIT[reading]?.[language] ?? ""}`;
  }
  if (reading === "orders") return formatCount(n, language);
  return formatValue(value, reading, language);
}

/** For the middle of a symbol on the map. */
export function formatLabel(value: Wire, reading: Reading | undefined, language: Language): string {
  const n = numberOf(value);
  if (n === null) return NOTHING;
  if (reading === "ratio") return formatPercent(n, language);
  if (reading === "rate") return formatFinePercent(n, language);
  return `${n < 0 ? MINUS : ""}${reading === "money" ? "¥" : ""}${formatCompact(Math.abs(n), language)}`;
}

const POINTS: Record<Language, string> = { zh: " 百分点", en: " pp" };

/** A difference with its sign; of shares in percentage points. */
export function formatChange(
  value: Wire,
  reading: Reading | undefined,
  language: Language,
): string {
  const n = numberOf(value);
  if (n === null) return NOTHING;
  const sign = n > 0 ? "+" : n < 0 ? MINUS : "±";
  const size = typeof value === "string" ? value.replace("-", "") : Math.abs(n);
  if (reading === "ratio" || reading === "rate") {
    const points = Math.abs(n) * 100;
    const text = points.toFixed(reading === "rate" ? 2 : 1);
    // So little that it would read as nothing.
    const little = n !== 0 && Number(text) === 0;
    return `${sign}${little ? points.toPrecision(1) : text}${POINTS[language]}`;
  }
  return `${sign}${formatValue(size, reading, language)}`;
}

export function formatRelative(share: number | null, language: Language): string {
  if (share === null) return NOTHING;
  const sign = share > 0 ? "+" : share < 0 ? MINUS : "±";
  return `${sign}${formatPercent(Math.abs(share), language)}`;
}
