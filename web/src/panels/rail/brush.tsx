// The values of the regions as a histogram, over which a range is drawn: by the
// pointer anywhere on it, or by a handle at either end.
import { type PointerEvent, type ReactNode, useRef } from "react";
import { formatValue } from "../../model/figure";
import { edgeAt, type Histogram, type Part, placesOf, rangeBetween } from "../../model/histogram";
import type { Reading } from "../../model/metrics";
import { useLanguage } from "../../state/preferences";
import { dragRange, useKeepRange, useRange } from "../../state/region-range";
import { useTranslation } from "../../ui/i18n";

const HEIGHT = 40;
/** A bar of one value among hundreds is still a bar. */
const LEAST = 1.5;
const GAP = 0.08;

interface Props {
  histogram: Histogram;
  parts: readonly Part[][];
  reading: Reading | undefined;
}

export function Brush({ histogram, parts, reading }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const keep = useKeepRange();
  const box = useRef<HTMLDivElement>(null);
  /** Where the pointer went down, and what it moves: an end, or all of the range. */
  const held = useRef<{ at: number; low: number; high: number; whole: boolean } | null>(null);
  const { steps } = histogram;
  const [low, high] = placesOf(histogram, useRange());
  const full = low === 0 && high === steps;

  const choose = (from: number, to: number) => dragRange(rangeBetween(histogram, from, to));
  const placeOf = (e: PointerEvent) => {
    const { left, width } = (box.current as HTMLDivElement).getBoundingClientRect();
    return Math.max(0, Math.min(steps, Math.round(((e.clientX - left) / width) * steps)));
  };
  const onDown = (e: PointerEvent) => {
    if (e.button !== 0) return;
    e.currentTarget.setPointerCapture(e.pointerId);
    const at = placeOf(e);
    held.current = { at, low, high, whole: !full && at > low && at < high };
  };
  const onMove = (e: PointerEvent) => {
    const from = held.current;
    if (!from) return;
    const to = placeOf(e);
    if (from.whole) {
      const by = Math.max(-from.low, Math.min(steps - from.high, to - from.at));
      choose(from.low + by, from.high + by);
    } else if (to !== from.at) choose(Math.min(from.at, to), Math.max(from.at, to));
  };
  const onUp = () => {
    held.current = null;
    keep();
  };

  const valueText = (place: number) => formatValue(edgeAt(histogram, place), reading, language);
  const handle = (name: "from" | "to", place: number, onPlace: (place: number) => void) => (
    <input
      type="range"
      min={0}
      max={steps}
      value={place}
      aria-label={t(`rail.range.${name}`)}
      aria-valuetext={
        name === "to" && histogram.whole
          ? formatValue(edgeAt(histogram, place) - 1, reading, language)
          : valueText(place)
      }
      data-testid={`range-${name}`}
      onChange={(e) => onPlace(Number(e.target.value))}
      onPointerUp={keep}
      onKeyUp={keep}
      onBlur={keep}
    />
  );
  const share = (place: number) => `${(place / steps) * 100}%`;
  return (
    <div className="brush" role="group" aria-label={t("rail.range.label")} data-testid="brush">
      <div
        ref={box}
        className="brush-bars"
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={onUp}
      >
        <Bars histogram={histogram} parts={parts} />
        <i className="veil" style={{ left: 0, width: share(low) }} />
        <i className="veil" style={{ right: 0, width: share(steps - high) }} />
      </div>
      <div className="brush-track">
        <i style={{ left: share(low), right: share(steps - high) }} />
        {handle("from", low, (place) => choose(Math.min(place, high - 1), high))}
        {handle("to", high, (place) => choose(low, Math.max(place, low + 1)))}
      </div>
      <p className="brush-ends number quiet" aria-hidden="true">
        <span>{valueText(0)}</span>
        <span>{valueText(steps)}</span>
      </p>
    </div>
  );
}

function Bars({ histogram: { perBar, steps, bars }, parts }: Pick<Props, "histogram" | "parts">) {
  const most = Math.max(...bars.map((values) => values.length));
  const rects: ReactNode[] = [];
  parts.forEach((of, i) => {
    const total = bars[i]?.length ?? 0;
    const tall = Math.max(LEAST, (total / most) * HEIGHT);
    let below = 0;
    for (const { colour, count } of of) {
      const height = (count / total) * tall;
      below += height;
      rects.push(
        <rect
          key={`${i}-${colour}`}
          x={(i + GAP / 2) * perBar}
          width={(1 - GAP) * perBar}
          y={HEIGHT - below}
          height={height}
          fill={colour}
          data-bar={i}
          data-count={count}
        />,
      );
    }
  });
  return (
    <svg viewBox={`0 0 ${steps} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {rects}
    </svg>
  );
}
