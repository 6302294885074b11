// Drawing on the map, and what was drawn: loaded when a tool is taken up or a link holds a shape.
import "../../ui/tools-texts";
import "./draw.css";
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect } from "react";
import { sketchOf } from "../../model/draft";
import { boundsOf, type Shape } from "../../model/shape";
import { fitMap } from "../../state/bridge";
import { draft, openedAtPlace, useTool } from "../../state/drawing";
import { useDrawn } from "../../state/drawn";
import { useStore } from "../../state/store";
import { Handles } from "./handles";
import { Hint } from "./hint";
import { Measure } from "./measure";
import { useDraw } from "./use-draw";
import { useShape } from "./use-shape";

/** The size of what is being drawn, from where it says something. */
function Sketch({ map }: { map: MapLibre }) {
  const made = useStore(draft);
  const sketch = sketchOf(made);
  if (!made || !sketch) return null;
  const pointer = made.tool === "polygon" ? made.pointer : made.to;
  const says = sketch.kind !== "polygon" || sketch.points.length > 2;
  return says && pointer ? <Measure map={map} shape={sketch} place={pointer} /> : null;
}

let looked = openedAtPlace;

/** A link that holds a shape, and no place of the map, opens at the shape. */
function useShapeInSight(shape: Shape | null) {
  useEffect(() => {
    if (!looked && shape) fitMap(boundsOf(shape));
    looked = true;
  }, [shape]);
}

export default function Drawing({ map }: { map: MapLibre }) {
  const tool = useTool();
  const { shape, set } = useDrawn();
  const drawing = useDraw(map);
  useShape(map);
  useShapeInSight(shape);
  return (
    <>
      {tool && <Hint tool={tool} drawing={drawing} />}
      {tool ? <Sketch map={map} /> : shape && <Handles map={map} shape={shape} onChange={set} />}
    </>
  );
}
