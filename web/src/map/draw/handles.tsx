// What a shape on the map is changed by: its corners, its middle, its edge; by pointer or arrows.
import type { Map as MapLibre } from "maplibre-gl";
import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Place } from "../../api/types";
import { handlesOf, moved, rounded, type Shape, withoutCorner } from "../../model/shape";
import { reshaped } from "../../state/drawing";
import { useStore } from "../../state/store";
import type { SetOptions } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import { Measure } from "./measure";
import { pointOn } from "./use-draw";

const STEP_PX = 10;
/** Between corners nearer than this there is no room for a middle. */
const ROOM_PX = 44;

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Props {
  map: MapLibre;
  shape: Shape;
  onChange: (shape: Shape, options?: SetOptions) => void;
}

export function Handles({ map, shape, onChange }: Props) {
  const { t } = useTranslation();
  const moving = useStore(reshaped);
  const shown = moving ?? shape;
  const handles = handlesOf(shown);
  const layer = useRef<HTMLFieldSetElement>(null);
  const held = useRef<{ id: string; from: Shape } | null>(null);
  /** The corner that a key has made of a middle, until the shape has it. */
  const made = useRef<string | null>(null);
  const [at, setAt] = useState<Place | null>(null);

  const place = () => {
    const parts = layer.current?.children ?? [];
    const corners = handles
      .filter(({ kind }) => kind === "corner")
      .map((h) => map.project(h.place));
    for (const [i, { id, kind, place: where }] of handles.entries()) {
      const { x, y } = map.project(where);
      const part = parts[i] as HTMLElement;
      part.style.transform = `translate(${x}px, ${y}px)`;
      if (kind !== "middle") continue;
      const n = Number(id.split("-")[1]);
      const [a, b] = [corners[n], corners[(n + 1) % corners.length]];
      const tight = a !== undefined && b !== undefined && a.dist(b) < ROOM_PX;
      // Not taken away: what is held stays held.
      part.style.visibility = tight ? "hidden" : "";
    }
  };
  const latest = useRef(place);
  latest.current = place;
  useLayoutEffect(() => latest.current());
  // The next key moves the corner, where the middle would make another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape is what has changed
  useEffect(() => {
    if (made.current === null) return;
    const corner = layer.current?.querySelector<HTMLElement>(`[data-handle="${made.current}"]`);
    made.current = null;
    corner?.focus();
  }, [shape]);
  useEffect(() => {
    const onMove = () => latest.current();
    map.on("move", onMove);
    map.on("resize", onMove);
    return () => {
      map.off("move", onMove);
      map.off("resize", onMove);
      reshaped.set(null);
    };
  }, [map]);

  const drop = (next: Shape | null, options?: SetOptions) => {
    held.current = null;
    setAt(null);
    reshaped.set(null);
    if (next && rounded(next)) onChange(next, options);
  };
  const onDown = (id: string) => (e: PointerEvent) => {
    if (e.button !== 0) return;
    held.current = { id, from: shape };
    e.currentTarget.setPointerCapture(e.pointerId);
  };
  const onMove = (e: PointerEvent) => {
    if (!held.current) return;
    const where = map.unproject(pointOn(map, e)).wrap().toArray();
    setAt(where);
    reshaped.set(moved(held.current.from, held.current.id, where));
  };
  const onUp = () => held.current && drop(reshaped.get());
  const onKeyDown = (id: string, where: Place) => (e: KeyboardEvent) => {
    const arrow = ARROWS[e.key];
    const erase = e.key === "Delete" || e.key === "Backspace";
    if (e.key === "Escape" && held.current) drop(null);
    else if (arrow) {
      const { x, y } = map.project(where);
      const step = e.shiftKey ? 1 : STEP_PX;
      const to = map
        .unproject([x + arrow[0] * step, y + arrow[1] * step])
        .wrap()
        .toArray();
      const [kind, number] = id.split("-");
      if (kind === "middle") made.current = `corner-${Number(number) + 1}`;
      drop(moved(shape, id, to), { replace: true });
    } else if (erase) drop(withoutCorner(shape, id));
    else return;
    e.preventDefault();
    e.stopPropagation();
  };

  return (
    <>
      <fieldset ref={layer} className="shape-handles" aria-label={t("draw.handles")}>
        {handles.map(({ id, kind, place: where }) => (
          <button
            key={id}
            type="button"
            className={`shape-handle ${kind}`}
            data-handle={id}
            aria-label={t(`draw.handle.${kind}`, { number: Number(id.split("-")[1] ?? 0) + 1 })}
            onPointerDown={onDown(id)}
            onPointerMove={onMove}
            onPointerUp={onUp}
            onPointerCancel={() => drop(null)}
            onKeyDown={onKeyDown(id, where)}
          />
        ))}
      </fieldset>
      {moving && at && <Measure map={map} shape={moving} place={at} />}
    </>
  );
}
