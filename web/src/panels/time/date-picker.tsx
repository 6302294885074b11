// An exact date. The button is here at once; the calendar is loaded when asked for.
import { CalendarDays } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "../../ui/i18n";
import { useFocusBack } from "../../ui/use-focus-back";

const Calendar = lazy(() => import("./calendar"));

interface Props {
  value: string;
  text: string;
  /** What the date is, where there are several. */
  label?: string;
  /** The earliest and the latest date to choose. */
  min?: string;
  max?: string;
  onPick: (date: string) => void;
}

export function DatePicker({ value, text, label, min, max, onPick }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useFocusBack(open, button);
  return (
    <span className="date-picker">
      <button
        ref={button}
        type="button"
        className="button date"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`${label ?? t("time.pick")}: ${text}`}
        onClick={() => setOpen(true)}
      >
        <CalendarDays size={15} aria-hidden="true" />
        <span className="number">{text}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <Calendar
            value={value}
            min={min}
            max={max}
            onPick={onPick}
            close={() => setOpen(false)}
          />
        </Suspense>
      )}
    </span>
  );
}
