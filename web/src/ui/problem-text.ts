// A failure in the reader's language: what failed, and what is wrong with what came.
import i18next, { type TFunction } from "i18next";
import type { Problem } from "../api/problem";
import { problemForm } from "../model/problem-forms";

const nameOf = (parameter: string, t: TFunction): string =>
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

/**
 * What is wrong, in a sentence. Where the server's is of no form that is known it is told in English
 * alone; null where there is nothing to tell.
 */
export function problemReason(problem: Problem, t: TFunction): string | null {
  const told = problemForm(problem);
  if (told) {
    const { thing, side, list } = told.words;
    return t(`problem.${told.key}`, {
      ...told.words,
      thing: thing && t(`thing.${thing}`, { defaultValue: thing }),
      side: side && nameOf(side, t),
      list: list && (i18next.language === "zh" ? list.replaceAll(", ", "、") : list),
    });
  }
  if (i18next.language === "zh" || problem.status === 0 || problem.status >= 500) return null;
  return problem.detail ?? problem.title;
}
