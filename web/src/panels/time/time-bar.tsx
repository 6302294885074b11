// The bar at the bottom: a date among months, stepped, dragged, played or picked.
import "./time.css";
import { ChevronLeft, ChevronRight, Pause, Play } from "lucide-react";
import { dateOfMonth, monthOf } from "../../model/date";
import { formatDate, formatMonth, formatShortDate } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import {
  stopPlaying,
  togglePlaying,
  useGoToMonth,
  useMonths,
  usePlayback,
  usePlaying,
} from "../../state/time";
import { useSetView, useView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { useIsPhone } from "../../ui/use-media";
import { Changes } from "./changes";
import { CompareSwitch } from "./compare-switch";
import { DatePicker } from "./date-picker";
import { Flags } from "./flags";
import { KnownAtButton } from "./known-at";
import { PeriodPicker } from "./period-picker";
import { SpeedPicker } from "./speed-picker";

export default function TimeBar() {
  const { t } = useTranslation();
  const language = useLanguage();
  const months = useMonths();
  const playing = usePlaying();
  const go = useGoToMonth();
  const setView = useSetView();
  const { compare } = useView();
  const phone = useIsPhone();
  usePlayback();
  if (!months) return <div className="time-bar" aria-hidden="true" />;
  const { months: all, index, today, date } = months;
  const last = all.length - 1;
  // The month of the second date; before the first month it stands at the start.
  const other = compare
    ? Math.max(
        0,
        all.findLastIndex((m) => m <= monthOf(compare)),
      )
    : 0;
  const [first, second] = compare ? [Math.min(index, other), Math.max(index, other)] : [0, index];
  const part = (i: number) => `${last > 0 ? (i / last) * 100 : 100}%`;
  const jump = (to: number) => {
    stopPlaying();
    go(to);
  };
  return (
    <div className="time-bar" role="group" aria-label={t("time.bar")} data-testid="time-bar">
      <IconButton
        icon={playing ? Pause : Play}
        label={playing ? t("time.pause") : t("time.play")}
        shortcut={t("help.space")}
        className="strong"
        disabled={last < 1}
        onClick={togglePlaying}
      />
      {!phone && <SpeedPicker />}
      <IconButton
        icon={ChevronLeft}
        label={t("time.previous")}
        shortcut="←"
        disabled={index <= 0}
        onClick={() => jump(index - 1)}
      />
      <div className="time-track">
        {/* A phone has no room for it. */}
        {!phone && last > 0 && (
          <div className="time-above">
            <Changes months={all} index={index} onPick={jump} />
            {compare && <Flags months={all} index={index} other={other} />}
          </div>
        )}
        <input
          type="range"
          min={0}
          max={Math.max(1, last)}
          value={index}
          disabled={last < 1}
          aria-label={t("time.slider")}
          aria-valuetext={formatMonth(all[index] as string, language)}
          style={{ "--from": part(first), "--done": part(second) } as React.CSSProperties}
          onChange={(e) => jump(Number(e.target.value))}
        />
        {compare && (
          <input
            type="range"
            className="second"
            min={0}
            max={Math.max(1, last)}
            value={other}
            aria-label={t("compare.slider")}
            aria-valuetext={formatMonth(all[other] as string, language)}
            onChange={(e) => {
              stopPlaying();
              const month = all[Number(e.target.value)] as string;
              setView({ compare: dateOfMonth(month, today) }, { replace: true });
            }}
          />
        )}
        <div className="time-years number" aria-hidden="true">
          {all.map((month, i) =>
            month.endsWith("-01") ||
            (i === 0 && !all.slice(1, 5).some((m) => m.endsWith("-01"))) ? (
              <span key={month} style={{ left: `${last > 0 ? (i / last) * 100 : 0}%` }}>
                {month.slice(0, 4)}
              </span>
            ) : null,
          )}
        </div>
      </div>
      <IconButton
        icon={ChevronRight}
        label={t("time.next")}
        shortcut="→"
        disabled={index >= last}
        onClick={() => jump(index + 1)}
      />
      <div className="time-tools">
        {!phone && <PeriodPicker />}
        <span className="date-group">
          <DatePicker
            value={date}
            text={(phone ? formatShortDate : formatDate)(date, language)}
            onPick={(picked) => {
              stopPlaying();
              setView({ at: picked === today ? null : picked });
            }}
          />
          <KnownAtButton date={date} />
        </span>
        {!phone && <CompareSwitch />}
        <button
          type="button"
          className="button today"
          disabled={date === today}
          onClick={() => {
            stopPlaying();
            setView({ at: null });
          }}
        >
          {t("time.today")}
        </button>
      </div>
    </div>
  );
}
