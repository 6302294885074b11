// A small window that opens at a button: a click elsewhere or Escape closes it,
// and Escape gives the focus back.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

export function usePopup() {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const onDown = (e: PointerEvent) => {
      const target = e.target as Element;
      // What Ant Design lays over the page belongs to the window that opened it.
      if (box.current?.contains(target) || target.closest(".ant-select-dropdown")) return;
      setOpen(false);
    };
    document.addEventListener("pointerdown", onDown);
    return () => document.removeEventListener("pointerdown", onDown);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key !== "Escape" || !open || e.nativeEvent.isComposing) return;
    e.stopPropagation();
    close();
  };
  return { open, setOpen, close, box, button, onKeyDown };
}
