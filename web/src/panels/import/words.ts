// What the fields, the kinds and the reasons of an import are called.
import type { TFunction } from "i18next";
import type { KindField } from "../../api/imports";
import { reasonOf } from "../../model/import-reasons";
import { isAttribute } from "../../model/imports";
import type { Language } from "../../model/view";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

const plain = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** A field by what templates call it: in Chinese its title, in English its name. */
export function useFieldName(fields: readonly KindField[]): (name: string) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (name) => {
    if (isAttribute(name))
      return t("imports.attribute", { name: name.slice(name.indexOf(".") + 1) });
    const title = fields.find((field) => field.name === name)?.zh;
    return language === "zh" && title ? title : plain(name);
  };
}

export const kindName = (kind: string, t: TFunction): string =>
  t(`imports.kind.${kind}`, { defaultValue: kind });

/** A sentence of the server's in the reader's language, where we know it. */
export function told(sentence: string, t: TFunction): string {
  const ofSheet = /^sheet "(.*?)": (.*)$/s.exec(sentence);
  if (ofSheet) {
    const [, sheet = "", what = ""] = ofSheet;
    return t("imports.ofSheet", { sheet, what: told(what, t) });
  }
  const reason = reasonOf(sentence);
  if (!reason) return sentence;
  const { crs, fields } = reason.words;
  return t(`imports.reason.${reason.key}`, {
    ...reason.words,
    crs: crs && t(`imports.crs.${crs}`, { defaultValue: crs }),
    fields: fields
      ?.split(", ")
      .map((name) => t(`station.field.${name}`, { defaultValue: name }))
      .join(", "),
  });
}

/** What stands between the words of a list. */
export const comma = (language: Language): string => (language === "zh" ? "、" : ", ");
export const semicolon = (language: Language): string => (language === "zh" ? "；" : "; ");
