// The classes by which stations on the map are coloured, for the legend: they
// depend on what is in sight, which only the map knows.
import type { Classes } from "../model/classes";
import { createStore, useStore } from "./store";

export const symbolClasses = createStore<Classes | null>(null);

export const useSymbolClasses = () => useStore(symbolClasses);
