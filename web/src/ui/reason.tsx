// Why something was refused. The many words for it are loaded where one is told, unless a page that
// changes something has brought them along.
import { type ComponentType, useEffect, useState } from "react";
import type { Problem } from "../api/problem";

interface Props {
  problem: Problem;
  /** Said where the reason is not known. */
  otherwise?: string;
}

type Text = ComponentType<Required<Props>>;

let loaded: Text | null = null;

/** The words, once they are there. Where they cannot be loaded, the next refusal tries again. */
function useReasonText(problem: Problem): Text | null {
  const [text, setText] = useState<Text | null>(() => loaded);
  useEffect(() => {
    // Without a connection there are no words to load, and the headline says so.
    if (text || problem.status === 0) return;
    let asked = true;
    import("./reason-text").then(
      (module) => {
        loaded = module.default;
        if (asked) setText(() => module.default);
      },
      () => undefined,
    );
    return () => {
      asked = false;
    };
  }, [text, problem]);
  return text;
}

export function Reason({ problem, otherwise = "" }: Props) {
  const ReasonText = useReasonText(problem);
  if (!ReasonText || problem.status === 0) return otherwise;
  return <ReasonText problem={problem} otherwise={otherwise} />;
}
