// A failure as a sentence in the reader's language. What the server itself says
// stands below it, in the server's words.
import type { TFunction } from "i18next";
import type { Problem } from "../api/problem";

export function problemText(problem: Problem, t: TFunction): string {
  if (problem.parameter) return t("error.parameter", { name: problem.parameter });
  if (problem.status === 0) return t("error.offline");
  if (problem.status === 404) return t("error.missing");
  if (problem.status === 409) return t("error.conflict");
  return t(problem.status >= 500 ? "error.server" : "error.title");
}
