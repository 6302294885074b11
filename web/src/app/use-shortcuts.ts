// What the keyboard does anywhere on the page, unless someone is typing.
import { useEffect, useRef } from "react";

/** What is not named is left to whoever else listens. */
export interface Shortcuts {
  search?(): void;
  month?(step: number): void;
  play?(): void;
  escape?(): void;
  help?(): void;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** Where text stands that would be lost with what is around it. */
const isText = (target: EventTarget | null): target is HTMLElement =>
  isTyping(target) &&
  !(target instanceof HTMLSelectElement) &&
  !(target instanceof HTMLInputElement && ["range", "checkbox", "radio"].includes(target.type));

/** While a word is being put together, keys belong to the input method; Safari says so by 229 alone. */
const isComposing = (e: KeyboardEvent) => e.isComposing || e.keyCode === 229;

/** Space on a button or a switch is a click; arrows in a list move in the list. */
const hasOwnKeys = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest("button, a, [role=option], [role=combobox], [role=menu], dialog") !== null;

export function useShortcuts(shortcuts: Shortcuts) {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.defaultPrevented || isComposing(e) || e.ctrlKey || e.metaKey || e.altKey) return;
      const act = latest.current;
      if (e.key === "Escape") {
        if (!isText(e.target)) return act.escape?.();
        // Out of the field, which keeps its text. A list that is open below it closes by itself.
        if (e.target.role !== "combobox") e.target.blur();
        return;
      }
      if (isTyping(e.target)) return;
      const run = (action: (() => void) | undefined) => {
        if (!action) return;
        e.preventDefault();
        action();
      };
      const { month } = act;
      if (e.key === "/") run(act.search);
      else if (e.key === "?") run(act.help);
      else if (!e.shiftKey && (e.key === "ArrowLeft" || e.key === "ArrowRight"))
        run(month && (() => month(e.key === "ArrowLeft" ? -1 : 1)));
      else if (e.key === " " && !hasOwnKeys(e.target)) run(act.play);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
