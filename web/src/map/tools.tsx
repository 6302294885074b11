// The tools on the map: which one is taken up, by button or key. What they draw with comes when
// one is, or when the URL holds a shape already.
import "./tools.css";
import { CircleDashed, type LucideIcon, Pentagon, SquareDashedMousePointer } from "lucide-react";
import type { Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import { lazy, Suspense, useEffect, useState } from "react";
import { TOOLS, type Tool } from "../model/tools";
import { draft, tool as taken, takeTool, useShapeInUrl, useTool } from "../state/drawing";
import { useTranslation } from "../ui/i18n";
import { IconButton } from "../ui/icon-button";
import { isBusy, isCombined } from "./keys";

const loadDrawing = () => import("./draw/drawing");
const Drawing = lazy(loadDrawing);

const ICONS: Record<Tool, LucideIcon> = {
  polygon: Pentagon,
  circle: CircleDashed,
  box: SquareDashedMousePointer,
};
const KEYS: Record<Tool, string> = { polygon: "P", circle: "C", box: "B" };

/** Pressed with Shift, the pointer draws a box at once. */
function useShiftDrag(map: MapLibre) {
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.key === "Shift" && !isBusy(e)) void loadDrawing();
    };
    const onDown = (e: MapMouseEvent) => {
      if (!e.originalEvent.shiftKey || e.originalEvent.button !== 0 || taken.get()) return;
      e.preventDefault();
      takeTool("box");
      const from = e.lngLat.wrap().toArray();
      draft.set({ tool: "box", from, to: from });
    };
    map.boxZoom.disable();
    map.on("mousedown", onDown);
    document.addEventListener("keydown", onKey);
    return () => {
      map.off("mousedown", onDown);
      document.removeEventListener("keydown", onKey);
    };
  }, [map]);
}

export function Tools({ map }: { map: MapLibre }) {
  const { t } = useTranslation();
  const tool = useTool();
  const shape = useShapeInUrl();
  const [begun, setBegun] = useState(false);
  useShiftDrag(map);

  useEffect(() => {
    if (tool || shape) setBegun(true);
  }, [tool, shape]);

  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (isBusy(e) || isCombined(e) || e.shiftKey || e.defaultPrevented) return;
      const pressed = TOOLS.find((one) => KEYS[one].toLowerCase() === e.key.toLowerCase());
      if (pressed) takeTool(taken.get() === pressed ? null : pressed);
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      takeTool(null);
    };
  }, []);

  return (
    <>
      <div className="map-tools" role="toolbar" aria-label={t("tools.title")}>
        {TOOLS.map((one) => (
          <IconButton
            key={one}
            icon={ICONS[one]}
            label={t(`tools.${one}`)}
            shortcut={KEYS[one]}
            aria-pressed={one === tool}
            onPointerEnter={() => void loadDrawing()}
            onClick={() => takeTool(one === tool ? null : one)}
          />
        ))}
      </div>
      {begun && (
        <Suspense fallback={null}>
          <Drawing map={map} />
        </Suspense>
      )}
    </>
  );
}
