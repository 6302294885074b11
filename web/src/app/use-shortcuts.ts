// What the keyboard does anywhere on the page, unless someone is typing.
import { useEffect, useRef } from "react";

export interface Shortcuts {
  search(): void;
  month(step: number): void;
  play(): void;
  escape(): void;
  help(): void;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** Space on a button or a switch is a click; arrows in a list move in the list. */
const hasOwnKeys = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest("button, a, [role=option], [role=combobox], [role=menu], dialog") !== null;

export function useShortcuts(shortcuts: Shortcuts) {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey) return;
      const act = latest.current;
      if (e.key === "Escape") return act.escape();
      if (isTyping(e.target)) return;
      const done = () => e.preventDefault();
      if (e.key === "/") {
        done();
        act.search();
      } else if (e.key === "?") {
        done();
        act.help();
      } else if (!e.shiftKey && (e.key === "ArrowLeft" || e.key === "ArrowRight")) {
        done();
        act.month(e.key === "ArrowLeft" ? -1 : 1);
      } else if (e.key === " " && !hasOwnKeys(e.target)) {
        done();
        act.play();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
