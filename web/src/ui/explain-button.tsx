// The way from a number to what it is made of.
import { CircleHelp } from "lucide-react";
import { useSetView } from "../state/view";
import { useTranslation } from "./i18n";

interface Props {
  metric: string;
  name: string;
  /** The region that the number is of; the one of the question where none is given. */
  region?: string;
}

export function ExplainButton({ metric, name, region }: Props) {
  const { t } = useTranslation();
  const setView = useSetView();
  return (
    <button
      type="button"
      className="explain-button"
      aria-haspopup="dialog"
      aria-label={t("explain.open", { name })}
      title={t("explain.open", { name })}
      data-explain={metric}
      onClick={() => setView({ explain: region ? `${metric}@${region}` : metric })}
    >
      <CircleHelp size={14} strokeWidth={1.9} aria-hidden="true" />
    </button>
  );
}
