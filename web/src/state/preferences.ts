// Language and theme: what the URL says, else what was chosen here before,
// else what the system prefers.
import { useCallback, useSyncExternalStore } from "react";
import type { Theme } from "../model/palette";
import type { Language } from "../model/view";
import { createStore, useStore } from "./store";
import { useSetView, useView } from "./view";

const KEY = {
  language: "forecourt.language",
  theme: "forecourt.theme",
  author: "forecourt.author",
  speed: "forecourt.speed",
};

// Storage may be forbidden (private windows, embedded frames): then nothing is kept.
const recall = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const keep = (key: string, value: string) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing to do: the URL still carries the choice.
  }
};

const darkQuery = "(prefers-color-scheme: dark)";
const watchSystem = (listener: () => void) => {
  const query = matchMedia(darkQuery);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
};

export function useTheme(): Theme {
  const { theme } = useView();
  const systemDark = useSyncExternalStore(watchSystem, () => matchMedia(darkQuery).matches);
  const kept = recall(KEY.theme);
  if (theme) return theme;
  if (kept === "light" || kept === "dark") return kept;
  return systemDark ? "dark" : "light";
}

export function useLanguage(): Language {
  const { language } = useView();
  if (language) return language;
  const kept = recall(KEY.language);
  if (kept === "zh" || kept === "en") return kept;
  // Chinese first: English only for a reader whose system speaks it and no Chinese.
  const spoken = navigator.languages.map((l) => l.slice(0, 2));
  return spoken.includes("zh") || !spoken.includes("en") ? "zh" : "en";
}

export function useSetPreference() {
  const setView = useSetView();
  return useCallback(
    (choice: { language?: Language; theme?: Theme }) => {
      if (choice.language) keep(KEY.language, choice.language);
      if (choice.theme) keep(KEY.theme, choice.theme);
      setView(choice, { replace: true });
    },
    [setView],
  );
}

/** Who writes notes here, and how to keep it for the next one. */
export const useAuthor = (): [string, (name: string) => void] => [
  recall(KEY.author) ?? "",
  (name) => keep(KEY.author, name),
];

/** Of playing: how many times as fast as usual. */
export const SPEEDS = [0.5, 1, 2, 4] as const;

const speed = createStore<number>(SPEEDS.find((s) => String(s) === recall(KEY.speed)) ?? 1);

export const useSpeed = () => useStore(speed);

export const setSpeed = (next: number) => {
  keep(KEY.speed, String(next));
  speed.set(next);
};
