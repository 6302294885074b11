// What is being drawn on the map right now: of the moment, so not in the URL.
import { useRouterState } from "@tanstack/react-router";
import type { Draft } from "../model/draft";
import type { Shape } from "../model/shape";
import type { Tool } from "../model/tools";
import type { RawSearch } from "../model/view";
import { createStore, useStore } from "./store";

export const tool = createStore<Tool | null>(null);
export const draft = createStore<Draft | null>(null);
/** The shape of the URL while one of its handles is being moved. */
export const reshaped = createStore<Shape | null>(null);

export const useTool = () => useStore(tool);

export function takeTool(next: Tool | null): void {
  draft.set(null);
  tool.set(next);
}

/** Whether the page was opened by a link that says where the map stands. */
export const openedAtPlace = new URLSearchParams(location.search).has("map");

/** Whether the URL speaks of a shape; what it says is read by those who need it, state/drawn. */
export const useShapeInUrl = (): boolean =>
  useRouterState({
    select: (s) => {
      const { area, box } = s.location.search as RawSearch;
      return area !== undefined || box !== undefined;
    },
  });
