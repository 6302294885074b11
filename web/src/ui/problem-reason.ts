// Why something was refused, in the reader's language.
import "./refusal-texts";
import i18next, { type TFunction } from "i18next";
import type { Problem } from "../api/problem";
import { problemForm } from "../model/problem-forms";
import { nameOf } from "./problem-text";

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
      thing: thing && t(`thing.${thing}`),
      side: side && nameOf(side, t),
      list: list && (i18next.language === "zh" ? list.replaceAll(", ", "、") : list),
    });
  }
  if (i18next.language === "zh" || problem.status === 0 || problem.status >= 500) return null;
  return problem.detail ?? problem.title;
}
