// The two days that the page compares: stepped by whole stretches, taken from
// the calendar, or begun with the month, the quarter or the year.
import { ArrowRight, ChevronLeft, ChevronRight } from "lucide-react";
import { between, earlier, later, STRETCHES } from "../../model/cooperation";
import { addDays } from "../../model/date";
import { formatShortDate } from "../../model/format";
import { useBetween, useSetBetween } from "../../state/cooperation";
import { useLanguage } from "../../state/preferences";
import { useNetwork } from "../../state/queries";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { Segments } from "../../ui/segments";
import { DatePicker } from "../time/date-picker";

export function BetweenPicker() {
  const { t } = useTranslation();
  const language = useLanguage();
  const days = useBetween();
  const set = useSetBetween();
  const today = useNetwork().data?.today;
  if (!days || !today) return null;
  const next = later(days, today);
  const text = (date: string) => formatShortDate(date, language);
  return (
    <div className="between" role="group" aria-label={t("cooperation.dates")}>
      <Segments
        label={t("cooperation.stretches")}
        value={days.stretch}
        options={STRETCHES.map((value) => ({ value, label: t(`cooperation.stretch.${value}`) }))}
        onChange={(stretch) => set(between(stretch, days.to))}
      />
      <div className="between-dates">
        <IconButton
          icon={ChevronLeft}
          label={t("cooperation.earlier")}
          onClick={() => set(earlier(days))}
        />
        <DatePicker
          value={days.from}
          text={text(days.from)}
          label={t("cooperation.from")}
          max={addDays(days.to, -1)}
          onPick={(from) => set({ ...days, from, stretch: null })}
        />
        <ArrowRight size={14} aria-hidden="true" className="quiet" />
        <DatePicker
          value={days.to}
          text={text(days.to)}
          label={t("cooperation.to")}
          max={today}
          onPick={(to) => set({ ...days, to })}
        />
        <IconButton
          icon={ChevronRight}
          label={t("cooperation.later")}
          disabled={next === null}
          onClick={() => next && set(next)}
        />
      </div>
    </div>
  );
}
