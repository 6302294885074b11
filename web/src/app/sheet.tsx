// A sheet that rises from the bottom edge in three steps, by handle or by key.
import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "../ui/i18n";

export const HEIGHTS = ["low", "half", "full"] as const;
export type SheetHeight = (typeof HEIGHTS)[number];

/** A movement shorter than this is a tap. */
const TAP_PX = 6;
const STEP_PX = 60;

interface Props {
  height: SheetHeight;
  onHeight: (height: SheetHeight) => void;
  children: ReactNode;
}

export function Sheet({ height, onHeight, children }: Props) {
  const { t } = useTranslation();
  const start = useRef<number | null>(null);
  const [dragged, setDragged] = useState(0);
  const step = (by: number) => {
    const next = HEIGHTS[HEIGHTS.indexOf(height) + by];
    if (next) onHeight(next);
  };
  const onDown = (e: PointerEvent) => {
    start.current = e.clientY;
    e.currentTarget.setPointerCapture(e.pointerId);
  };
  const onMove = (e: PointerEvent) => {
    if (start.current !== null) setDragged(e.clientY - start.current);
  };
  const onUp = () => {
    if (start.current === null) return;
    start.current = null;
    setDragged(0);
    if (Math.abs(dragged) < TAP_PX) onHeight(height === "low" ? "half" : "low");
    else if (dragged < -STEP_PX) step(1);
    else if (dragged > STEP_PX) step(-1);
  };
  return (
    <section
      className={`sheet ${height}`}
      data-dragging={dragged !== 0 || undefined}
      style={dragged ? { transform: `translateY(${Math.max(dragged, -120)}px)` } : undefined}
    >
      <button
        type="button"
        className="sheet-handle"
        aria-label={t(height === "low" ? "sheet.expand" : "sheet.collapse")}
        aria-expanded={height !== "low"}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={onUp}
        onKeyDown={(e) => {
          if (e.key === "Enter" || e.key === " ") onHeight(height === "low" ? "half" : "low");
        }}
      >
        <i />
      </button>
      {children}
    </section>
  );
}
