// Why something was refused, or else what: loaded with the first refusal.
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
