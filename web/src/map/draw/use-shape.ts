// Keeps what is drawn, or being drawn, on a map.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect } from "react";
import { sketchOf } from "../../model/draft";
import { draft, reshaped } from "../../state/drawing";
import { useDrawn } from "../../state/drawn";
import { useTheme } from "../../state/preferences";
import { useStore } from "../../state/store";
import { repaintShape, showShape } from "./shape-layers";

export function useShape(map: MapLibre) {
  const theme = useTheme();
  const { shape } = useDrawn();
  const drawing = useStore(draft);
  const moving = useStore(reshaped);
  const shown = sketchOf(drawing) ?? moving ?? shape;
  useEffect(() => {
    showShape(map, theme, shown, drawing?.tool === "polygon" ? drawing.points : []);
  }, [map, theme, shown, drawing]);
  useEffect(() => repaintShape(map, theme), [map, theme]);
}
