// A shape on its way: what a drawing is at each moment, and what it becomes.
import type { Place } from "../api/types";
import { boxOf, crossesItself, MAX_POINTS, rounded, type Shape } from "./shape";
import { distanceKm } from "./sphere";
import type { Tool } from "./tools";

/** A polygon corner by corner; the others from where one pressed to where one is. */
export type Draft =
  | { tool: "polygon"; points: readonly Place[]; pointer: Place | null }
  | { tool: "circle" | "box"; from: Place; to: Place };

export function withCorner(draft: Draft | null, place: Place): Draft {
  const points = draft?.tool === "polygon" ? draft.points : [];
  if (points.length >= MAX_POINTS) return { tool: "polygon", points, pointer: place };
  return { tool: "polygon", points: [...points, place], pointer: place };
}

/** Null when nothing is left. */
export function withoutLast(draft: Draft | null): Draft | null {
  if (draft?.tool !== "polygon" || draft.points.length <= 1) return null;
  return { ...draft, points: draft.points.slice(0, -1) };
}

export const pointedAt = (draft: Draft | null, place: Place): Draft | null =>
  draft?.tool === "polygon" ? { ...draft, pointer: place } : draft && { ...draft, to: place };

/** What it would be if it ended here; null where that is no shape. */
export function shapeOf(draft: Draft | null): Shape | null {
  if (!draft) return null;
  if (draft.tool === "polygon") {
    return draft.points.length < 3 ? null : { kind: "polygon", points: draft.points };
  }
  const { from, to } = draft;
  return draft.tool === "circle"
    ? { kind: "circle", centre: from, km: distanceKm(from, to) }
    : { kind: "box", box: boxOf(from, to) };
}

/** What is drawn of it: of a polygon, to where the pointer is. */
export function sketchOf(draft: Draft | null): Shape | null {
  if (draft?.tool !== "polygon") return shapeOf(draft);
  const { points, pointer } = draft;
  const last = points.at(-1);
  const ahead = pointer && (pointer[0] !== last?.[0] || pointer[1] !== last[1]);
  return { kind: "polygon", points: ahead ? [...points, pointer] : points };
}

/** Why a drawing cannot end as it is; null where it can. */
export function hindrance(draft: Draft | null): "few" | "crossing" | "small" | null {
  const shape = shapeOf(draft);
  if (!shape) return "few";
  if (crossesItself(shape)) return "crossing";
  return rounded(shape) === null ? "small" : null;
}

/** One of the usual size in a box of the map: for those who draw without a pointer. */
export function placed(tool: Tool, [west, south, east, north]: readonly number[]): Shape {
  const [w, s, e, n] = [west ?? 0, south ?? 0, east ?? 0, north ?? 0];
  const at = (x: number, y: number): Place => [w + (e - w) * x, s + (n - s) * y];
  if (tool === "circle") {
    const centre = at(0.5, 0.5);
    const reach = Math.min(distanceKm(centre, at(1, 0.5)), distanceKm(centre, at(0.5, 1)));
    return { kind: "circle", centre, km: reach / 2 };
  }
  if (tool === "box") return { kind: "box", box: boxOf(at(0.25, 0.25), at(0.75, 0.75)) };
  return { kind: "polygon", points: [at(0.25, 0.25), at(0.75, 0.25), at(0.5, 0.75)] };
}
