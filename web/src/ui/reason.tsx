// Why something was refused; the many words for it come with the first refusal.
import { lazy, Suspense } from "react";
import type { Problem } from "../api/problem";

interface Props {
  problem: Problem;
  /** Said where the reason is not known. */
  otherwise?: string;
}

// Without a connection there are no words to load, and the headline says so.
const ReasonText = lazy(() =>
  import("./reason-text").catch(() => ({ default: ({ otherwise }: Props) => otherwise ?? "" })),
);

export const Reason = ({ problem, otherwise = "" }: Props) =>
  problem.status === 0 ? (
    otherwise
  ) : (
    <Suspense fallback={otherwise}>
      <ReasonText problem={problem} otherwise={otherwise} />
    </Suspense>
  );
