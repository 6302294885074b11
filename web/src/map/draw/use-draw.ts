// Drawing: pointer and keys, from taking up a tool to the shape that is put into the URL.
import type { Map as MapLibre, MapMouseEvent, MapTouchEvent } from "maplibre-gl";
import { useCallback, useEffect, useRef } from "react";
import type { Place } from "../../api/types";
import { hindrance, placed, pointedAt, shapeOf, withCorner, withoutLast } from "../../model/draft";
import type { Shape } from "../../model/shape";
import type { Tool } from "../../model/tools";
import { draft, takeTool, tool, useTool } from "../../state/drawing";
import { useDrawn } from "../../state/drawn";
import { isBusy, isCombined } from "../keys";
import { covered } from "../use-camera";

/** So near to a corner is on it. A finger is thicker than a pointer. */
const NEAR_PX = 12;
/** A movement shorter than this was none. */
const STILL_PX = 4;
/** The second click of two that ended a polygon must not zoom. */
const AFTER_MS = 400;

const placeOf = (map: MapLibre, x: number, y: number): Place =>
  map.unproject([x, y]).wrap().toArray();

/** Where a pointer of the page is on the map. */
export function pointOn(map: MapLibre, e: { clientX: number; clientY: number }): [number, number] {
  const { left, top } = map.getCanvas().getBoundingClientRect();
  return [e.clientX - left, e.clientY - top];
}

const apart = (map: MapLibre, a: Place, b: Place) => map.project(a).dist(map.project(b));

/** A corner at each click; on the first corner, or twice in one place, is the end. */
function drawPolygon(map: MapLibre, end: () => void): () => void {
  const onClick = ({ point, lngLat }: MapMouseEvent) => {
    const made = draft.get();
    const points = made?.tool === "polygon" ? made.points : [];
    const isNear = (at: Place | undefined) => at && map.project(at).dist(point) < NEAR_PX;
    if (points.length > 2 && isNear(points[0])) return end();
    if (isNear(points.at(-1))) return;
    draft.set(withCorner(made, lngLat.wrap().toArray()));
  };
  const onDouble = (e: MapMouseEvent) => {
    e.preventDefault();
    end();
  };
  const onMove = ({ lngLat }: MapMouseEvent) =>
    draft.set((made) => pointedAt(made, lngLat.wrap().toArray()));
  map.on("click", onClick);
  map.on("dblclick", onDouble);
  map.on("mousemove", onMove);
  return () => {
    map.off("click", onClick);
    map.off("dblclick", onDouble);
    map.off("mousemove", onMove);
  };
}

/** Pressed where it begins, let go where it ends; two fingers still zoom. */
function drawByDrag(map: MapLibre, kind: "circle" | "box", end: () => void): () => void {
  const canvas = map.getCanvas();
  const begin = (from: Place) => draft.set({ tool: kind, from, to: from });
  const onMouse = (e: MapMouseEvent) => {
    if (e.originalEvent.button !== 0) return;
    // The map stays where it is.
    e.preventDefault();
    begin(e.lngLat.wrap().toArray());
  };
  const onTouch = (e: MapTouchEvent) => {
    if (e.points.length > 1) return draft.set(null);
    e.preventDefault();
    begin(e.lngLat.wrap().toArray());
  };
  const onMove = (e: PointerEvent) => {
    if (e.isPrimary) draft.set((made) => pointedAt(made, placeOf(map, ...pointOn(map, e))));
    // It was let go before anyone listened.
    if (e.buttons === 0) onUp(e);
  };
  const onUp = (e: PointerEvent) => {
    const made = draft.get();
    if (!e.isPrimary || !made || made.tool === "polygon") return;
    if (apart(map, made.from, made.to) >= STILL_PX) end();
    // What was no shape is begun anew.
    draft.set(null);
  };
  const onCancel = () => draft.set(null);
  map.on("mousedown", onMouse);
  map.on("touchstart", onTouch);
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", onUp);
  canvas.addEventListener("pointercancel", onCancel);
  return () => {
    map.off("mousedown", onMouse);
    map.off("touchstart", onTouch);
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", onUp);
    canvas.removeEventListener("pointercancel", onCancel);
  };
}

/** Elsewhere Enter does what stands on the control that has the focus. */
const isOfMap = (map: MapLibre, target: EventTarget | null): boolean =>
  target === document.body ||
  target === map.getCanvas() ||
  (target instanceof Element && target.closest(".map-tools") !== null);

/** The part of the map that no panel lies over. */
function openBox(map: MapLibre): number[] {
  const { left, right, top, bottom } = covered();
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const [west, south] = placeOf(map, left, height - bottom);
  const [east, north] = placeOf(map, width - right, top);
  return [west, south, east, north];
}

export interface Drawing {
  end(): void;
  back(): void;
}

export function useDraw(map: MapLibre): Drawing {
  const kind = useTool();
  const { set } = useDrawn();
  const latest = useRef(set);
  latest.current = set;

  const finish = useCallback((shape: Shape) => {
    takeTool(null);
    latest.current(shape);
  }, []);
  const end = useCallback(() => {
    const shape = shapeOf(draft.get());
    // What hinders is said where the drawing is explained.
    if (shape && hindrance(draft.get()) === null) finish(shape);
  }, [finish]);
  const back = useCallback(() => draft.set(withoutLast), []);

  useEffect(() => {
    if (!kind) return;
    const stop = kind === "polygon" ? drawPolygon(map, end) : drawByDrag(map, kind, end);
    const style = map.getCanvasContainer().style;
    style.cursor = "crosshair";
    map.doubleClickZoom.disable();
    const onKey = (e: KeyboardEvent) => {
      if (isBusy(e) || isCombined(e) || e.isComposing) return;
      if (e.key === "Escape") takeTool(null);
      else if (e.key === "Backspace" && kind === "polygon") back();
      else if (e.key === "Enter" && isOfMap(map, e.target)) {
        if (draft.get()) end();
        else finish(placed(kind as Tool, openBox(map)));
      } else return;
      e.preventDefault();
      e.stopPropagation();
    };
    // Before whoever else listens to these keys.
    window.addEventListener("keydown", onKey, true);
    return () => {
      stop();
      style.cursor = "";
      window.removeEventListener("keydown", onKey, true);
      setTimeout(() => tool.get() ?? map.doubleClickZoom.enable(), AFTER_MS);
    };
  }, [map, kind, end, back, finish]);

  return { end, back };
}
