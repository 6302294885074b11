// How large the shape under the pointer is, beside the pointer.
import type { Map as MapLibre } from "maplibre-gl";
import type { Place } from "../../api/types";
import { sizeOf } from "../../model/measure";
import type { Shape } from "../../model/shape";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

export function Measure({ map, shape, place }: { map: MapLibre; shape: Shape; place: Place }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { x, y } = map.project(place);
  const size = sizeOf(shape, language);
  return (
    <div
      className="shape-measure number"
      data-testid="measure"
      style={{
        transform: `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(14px, 14px)`,
      }}
    >
      {shape.kind === "circle" ? t("draw.radius", { size }) : size}
    </div>
  );
}
