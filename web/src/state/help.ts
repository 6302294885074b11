// Whether the help is open: asked for by buttons and keys all over the pages.
import { createStore, useStore } from "./store";

export const helpOpen = createStore(false);
export const useHelpOpen = () => useStore(helpOpen);
