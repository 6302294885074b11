// A period by its first and last day; the year once where both share it.
import { addDays } from "../model/date";
import { formatDay, formatShortDate } from "../model/format";
import { useLanguage } from "../state/preferences";

export function SpanText({ from, to }: { from: string; to: string }) {
  const language = useLanguage();
  const last = addDays(to, -1);
  const whole = (date: string) => formatShortDate(date, language);
  if (from === last) return <span className="number">{whole(from)}</span>;
  const shared = from.slice(0, 4) === last.slice(0, 4);
  // The year stands first in Chinese and last in English.
  const first = shared && language === "en" ? formatDay(from, language) : whole(from);
  const second = shared && language === "zh" ? formatDay(last, language) : whole(last);
  return <span className="number">{`${first} – ${second}`}</span>;
}
