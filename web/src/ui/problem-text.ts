// A failure in the reader's language.
import type { TFunction } from "i18next";
import type { Problem } from "../api/problem";

/** A parameter as it is called. */
export const nameOf = (parameter: string, t: TFunction): string =>
  t(`param.${parameter}`, { defaultValue: parameter });

/** What failed, in a sentence. */
export function problemText({ status, parameter }: Problem, t: TFunction): string {
  if (parameter) return t("error.parameter", { name: nameOf(parameter, t) });
  if (status === 0) return t("error.offline");
  if (status === 404) return t("error.missing");
  if (status === 409) return t("error.conflict");
  if (status === 503) return t("error.busy");
  return t(status >= 500 ? "error.server" : "error.refused");
}
