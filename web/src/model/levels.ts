// Which region level the map shows: the one asked for while it makes sense,
// else the one below the region that the view is within.
import type { RegionSet } from "../api/types";

export function levelsOf(sets: readonly RegionSet[] | undefined, set: string): string[] {
  return sets?.find((s) => s.set === set)?.levels.map((l) => l.level) ?? [];
}

export function levelBelow(levels: readonly string[], level: string | null): string | null {
  if (level === null) return levels[0] ?? null;
  const i = levels.indexOf(level);
  return i < 0 ? (levels[0] ?? null) : (levels[i + 1] ?? levels[i] ?? null);
}

/** `parent` is the level of the region that the view is within, null for the whole set. */
export function effectiveLevel(
  levels: readonly string[],
  asked: string | null,
  parent: string | null,
): string | null {
  if (asked && levels.includes(asked)) {
    // A level above the region itself would show one region around everything.
    if (parent === null || levels.indexOf(asked) >= levels.indexOf(parent)) return asked;
  }
  return levelBelow(levels, parent);
}
