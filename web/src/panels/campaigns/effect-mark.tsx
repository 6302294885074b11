// An estimate with its interval on an axis of shares, and what one would say without controls.
import type { Estimate } from "../../api/campaigns";
import { formatPercent } from "../../model/format";
import { placeOn, type Scale, verdictOf } from "../../model/uplift";
import { useLanguage } from "../../state/preferences";

interface Props {
  scale: Scale;
  estimate: Estimate;
  /** Not to be relied on: drawn faintly. */
  doubtful?: boolean;
}

/** For eyes alone: what it shows stands beside it in figures. */
export function EffectMark({ scale, estimate, doubtful = false }: Props) {
  const { naive, uplift } = estimate;
  const at = (value: number) => `${placeOn(scale, value).toFixed(2)}%`;
  const width = placeOn(scale, uplift.high) - placeOn(scale, uplift.low);
  return (
    <span
      className="effect"
      aria-hidden="true"
      data-verdict={verdictOf(estimate)}
      data-doubtful={doubtful || undefined}
    >
      {scale.ticks.map((tick) => (
        <i key={tick} className={tick === 0 ? "zero" : "tick"} style={{ left: at(tick) }} />
      ))}
      <i className="whisker" style={{ left: at(uplift.low), width: `${width.toFixed(2)}%` }} />
      <i className="naive" style={{ left: at(naive) }} />
      <i className="estimate" style={{ left: at(uplift.estimate) }} />
    </span>
  );
}

export function EffectAxis({ scale }: { scale: Scale }) {
  const language = useLanguage();
  const step = (scale.ticks[1] ?? 0) - (scale.ticks[0] ?? 0);
  const say = (tick: number) => {
    const text = formatPercent(Math.abs(tick), language);
    const short = step >= 0.01 ? text.replace(/\.0%$/, "%") : text;
    return tick === 0 ? "0" : `${tick > 0 ? "+" : "−"}${short}`;
  };
  const zero = scale.ticks.indexOf(0);
  return (
    <span className="effect-axis number" aria-hidden="true">
      {scale.ticks.map((tick, i) => (
        <span
          key={tick}
          data-odd={(scale.ticks.length > 4 && (i - zero) % 2 !== 0) || undefined}
          style={{ left: `${placeOn(scale, tick).toFixed(2)}%` }}
        >
          {say(tick)}
        </span>
      ))}
    </span>
  );
}
