// The texts of the interface, and the small helpers that pick words by data.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Localized } from "../api/types";
import type { Language } from "../model/view";
import { en, enOne } from "./locales/en";
import { zh } from "./locales/zh";

type Group = Record<string, unknown>;
const merged = Object.fromEntries(
  Object.entries(en).map(([k, v]) => [k, { ...v, ...((enOne as Record<string, Group>)[k] ?? {}) }]),
);

void i18next.use(initReactI18next).init({
  resources: { zh: { translation: zh }, en: { translation: merged } },
  lng: "zh",
  fallbackLng: "zh",
  interpolation: { escapeValue: false },
  initAsync: false,
});

export { useTranslation } from "react-i18next";

export const setLanguage = (language: Language) => {
  if (i18next.language !== language) void i18next.changeLanguage(language);
};

export const localized = (text: Localized, language: Language): string => text[language] || text.zh;

/** A word of a closed list, or the data's own word where it is not on the list. */
export const wordFor = (
  group: "stage" | "energy" | "level" | "set" | "metricGroup",
  key: string,
): string => i18next.t(`${group}.${key}`, { defaultValue: key });
