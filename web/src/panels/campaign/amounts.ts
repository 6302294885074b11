// Amounts of a comparison in words: by its unit, with a sign or without.
import { formatChange, formatInFull, formatRelative, formatValue } from "../../model/figure";
import { NOTHING } from "../../model/format";
import { readingOfUnit, sizeOf } from "../../model/uplift";
import { numberOf, type Wire } from "../../model/value";
import type { Language } from "../../model/view";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

export function useAmounts(unit: string) {
  const { t } = useTranslation();
  const language = useLanguage();
  const reading = readingOfUnit(unit);
  // Orders have no sign of their own.
  const named = (text: string) =>
    unit === "orders" && text !== NOTHING ? t("uplift.orders", { number: text }) : text;
  return {
    /** With its own sign, a minus only. */
    amount: (value: Wire) => named(formatValue(value, reading, language)),
    /** Of a station and day: few orders, whose tenths tell. */
    mean: (value: Wire) =>
      unit === "orders"
        ? named(numberOf(value)?.toFixed(1) ?? NOTHING)
        : formatValue(value, reading, language),
    /** Without any. */
    size: (value: Wire) => named(formatValue(sizeOf(value), reading, language)),
    /** As exact as a sum wants it that is done by hand. */
    exact: (value: Wire) =>
      unit === "orders"
        ? named(numberOf(value)?.toFixed(2) ?? NOTHING)
        : formatInFull(value, reading, language),
    /** With a plus, too. */
    change: (value: Wire) => named(formatChange(value, reading, language)),
    share: (value: number | null) => formatRelative(value, language),
  };
}

/** Between several reasons in a sentence. */
export const BETWEEN: Record<Language, string> = { zh: "；", en: "; " };

/** What one more of something cost: to the cent, and as fine as it takes below that. */
export function unitPrice(price: string | null | undefined): string {
  const n = numberOf(price);
  if (n === null) return NOTHING;
  return `¥${n.toFixed(n !== 0 && Math.abs(n) < 0.1 ? 3 : 2)}`;
}
