// The way from a number to what it is made of.
import { CircleHelp } from "lucide-react";
import { useSetView } from "../state/view";
import { useTranslation } from "./i18n";

export function ExplainButton({ metric, name }: { metric: string; name: string }) {
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
      onClick={() => setView({ explain: metric })}
    >
      <CircleHelp size={14} strokeWidth={1.9} aria-hidden="true" />
    </button>
  );
}
