// Gives the focus back to what opened a window, when the window is gone and took
// the focus along. Someone who has gone elsewhere is left there.
import { type RefObject, useEffect, useRef } from "react";

export function useFocusBack(open: boolean, opener: RefObject<HTMLElement | null>): void {
  const was = useRef(open);
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (was.current && !open && lost) opener.current?.focus();
    was.current = open;
  }, [open, opener]);
}
