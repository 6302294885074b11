// A field of a record as a history or an import tells it, in few words.
import "./station-texts";
import type { TFunction } from "i18next";
import { NOTHING } from "../model/format";
import { wordFor } from "./i18n";

/** A list longer than this is told by its length. */
const LONG_LIST = 6;

/** Objects and lists in few words: `wgs84 114.03 22.69` rather than JSON. */
export function recordValue(name: string, value: unknown, t: TFunction): string {
  if (value === null || value === undefined || value === "") return NOTHING;
  if (name === "stage" || name === "energy") return wordFor(name, String(value));
  if (name === "component" || name === "basis") {
    return t(`account.${name}.${String(value)}`, { defaultValue: String(value) });
  }
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value) && name === "days") return t("station.days", { count: value.length });
  if (Array.isArray(value) && value.length > LONG_LIST) {
    return t("station.entries", { count: value.length });
  }
  const words = Array.isArray(value) ? value.map(String) : Object.values(value).map(String);
  return words.join(" ") || NOTHING;
}
