// What to do with the tool in hand, what hinders, and its steps as buttons for a finger.
import { Check, Undo2, X } from "lucide-react";
import { hindrance, sketchOf } from "../../model/draft";
import { crossesItself } from "../../model/shape";
import type { Tool } from "../../model/tools";
import { draft, takeTool } from "../../state/drawing";
import { useStore } from "../../state/store";
import { useTranslation } from "../../ui/i18n";
import type { Drawing } from "./use-draw";

export function Hint({ tool, drawing }: { tool: Tool; drawing: Drawing }) {
  const { t } = useTranslation();
  const made = useStore(draft);
  const sketch = sketchOf(made);
  const crossing = sketch !== null && crossesItself(sketch);
  const corners = made?.tool === "polygon" ? made.points.length : 0;
  const step = corners === 0 ? tool : corners < 3 ? "more" : "close";
  return (
    <div className="draw-hint" data-testid="draw-hint">
      <p role="status" className={crossing ? "crossing" : undefined}>
        {crossing ? t("draw.crossing") : t(`draw.hint.${step}`)}
        {made === null && <span className="by-keys quiet">{t("draw.keys")}</span>}
      </p>
      {corners > 0 && (
        <>
          <button type="button" className="text-button" onClick={drawing.back}>
            <Undo2 size={14} aria-hidden="true" /> {t("draw.back")}
          </button>
          <button
            type="button"
            className="text-button"
            disabled={hindrance(made) !== null}
            onClick={drawing.end}
          >
            <Check size={14} aria-hidden="true" /> {t("draw.end")}
          </button>
        </>
      )}
      <button type="button" className="text-button" onClick={() => takeTool(null)}>
        <X size={14} aria-hidden="true" /> {t("draw.cancel")}
      </button>
    </div>
  );
}
