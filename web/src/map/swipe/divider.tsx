// The line between the two dates, moved by pointer or arrow keys.
import { ChevronsLeftRight } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useTranslation } from "../../ui/i18n";
import { covered } from "../use-camera";

const STEP = 2;
const LEAP = 10;

interface Props {
  percent: number;
  /** While it is dragged. */
  onDrag: (percent: number | null) => void;
  /** Where it is left. */
  onMove: (percent: number) => void;
}

const clamped = (percent: number) => Math.max(0, Math.min(100, percent));

export function Divider({ percent, onDrag, onMove }: Props) {
  const { t } = useTranslation();
  const part = useRef<HTMLDivElement>(null);
  const held = useRef(false);
  const at = ({ clientX }: PointerEvent) => {
    const map = part.current?.parentElement?.getBoundingClientRect();
    if (!map) return percent;
    const { left, right } = covered();
    return clamped(((clientX - map.left - left) / (map.width - left - right)) * 100);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    const step = e.shiftKey ? LEAP : STEP;
    const to = {
      ArrowLeft: percent - step,
      ArrowRight: percent + step,
      Home: 0,
      End: 100,
    }[e.key];
    if (to === undefined) return;
    // The months and the map have these keys otherwise.
    e.preventDefault();
    e.stopPropagation();
    onMove(clamped(to));
  };
  const onUp = (e: PointerEvent) => {
    if (!held.current) return;
    held.current = false;
    onMove(at(e));
  };
  return (
    <div
      ref={part}
      className="swipe-divider"
      role="slider"
      tabIndex={0}
      aria-label={t("swipe.divider")}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      onKeyDown={onKeyDown}
      onPointerDown={(e) => {
        if (e.button !== 0) return;
        held.current = true;
        e.currentTarget.setPointerCapture(e.pointerId);
      }}
      onPointerMove={(e) => held.current && onDrag(at(e))}
      onPointerUp={onUp}
      onPointerCancel={() => {
        held.current = false;
        onDrag(null);
      }}
    >
      <i>
        <ChevronsLeftRight size={16} aria-hidden="true" />
      </i>
    </div>
  );
}
