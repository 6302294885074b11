// Zooming without a wheel: by button, and by the keys that every map knows.
import { Minus, Plus } from "lucide-react";
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect } from "react";
import { useTranslation } from "../ui/i18n";
import { IconButton } from "../ui/icon-button";
import { isBusy, isCombined } from "./keys";

export function ZoomButtons({ map }: { map: MapLibre }) {
  const { t } = useTranslation();
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (isBusy(e) || isCombined(e)) return;
      if (e.key === "+" || e.key === "=") map.zoomIn();
      else if (e.key === "-") map.zoomOut();
      else if (e.shiftKey && e.key.startsWith("Arrow")) {
        e.preventDefault();
        const by = 120;
        const x = { ArrowLeft: -by, ArrowRight: by }[e.key] ?? 0;
        const y = { ArrowUp: -by, ArrowDown: by }[e.key] ?? 0;
        map.panBy([x, y]);
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [map]);
  return (
    <div className="zoom-buttons">
      <IconButton icon={Plus} label={t("top.zoomIn")} shortcut="+" onClick={() => map.zoomIn()} />
      <IconButton
        icon={Minus}
        label={t("top.zoomOut")}
        shortcut="−"
        onClick={() => map.zoomOut()}
      />
    </div>
  );
}
