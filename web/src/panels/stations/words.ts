// What the server refuses about a station, in the reader's language where its sentence is known.
import type { TFunction } from "i18next";
import type { Problem } from "../../api/problem";
import { reasonOf } from "../../model/import-reasons";
import type { EditableField } from "../../model/station-edit";
import { problemReason } from "../../ui/problem-reason";
import { problemText } from "../../ui/problem-text";

/** A sentence of the server's; in its own words where they are of no known form. */
export function reasonText(sentence: string, t: TFunction): string {
  const reason = reasonOf(sentence);
  return reason
    ? t(`stations.reason.${reason.key}`, { ...reason.words, defaultValue: sentence })
    : sentence;
}

/** What was refused: the cell's field by what its column is called. */
export const refusalText = (problem: Problem, field: EditableField, t: TFunction): string =>
  problem.parameter === field
    ? t("error.parameter", { name: t(`station.field.${field}`) })
    : problemText(problem, t);

/** Why; null where no answer came, which is said already, or no word for it is known. */
export function whyRefused(problem: Problem, t: TFunction): string | null {
  if (problem.status === 0) return null;
  if (problem.status === 404) return t("stations.reason.gone", { code: problem.got ?? "" });
  const sentence = problem.allowed ?? problem.detail ?? problem.title;
  return reasonOf(sentence) ? reasonText(sentence, t) : problemReason(problem, t);
}
