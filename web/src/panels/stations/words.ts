// What the server refuses about a station, in the reader's language where its sentence is known.
import type { TFunction } from "i18next";
import type { Problem } from "../../api/problem";
import type { EditableField } from "../../model/station-edit";
import { problemReason } from "../../ui/problem-reason";
import { problemText } from "../../ui/problem-text";

/** What was refused: the cell's field by what its column is called. */
export const refusalText = (problem: Problem, field: EditableField, t: TFunction): string =>
  problem.parameter === field
    ? t("error.parameter", { name: t(`station.field.${field}`) })
    : problemText(problem, t);

/** Why; null where no answer came, which is said already, or no word for it is known. */
export const whyRefused = (problem: Problem, t: TFunction): string | null =>
  problem.status === 404
    ? t("stations.reason.gone", { code: problem.got ?? "" })
    : problemReason(problem, t);
