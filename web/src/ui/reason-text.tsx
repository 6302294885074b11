// Why something was refused, or else what, with the words for it: loaded by `reason`.
import type { Problem } from "../api/problem";
import { useTranslation } from "./i18n";
import { problemReason } from "./problem-reason";

export default function ReasonText({
  problem,
  otherwise,
}: {
  problem: Problem;
  otherwise: string;
}) {
  const { t } = useTranslation();
  return problemReason(problem, t) ?? otherwise;
}
