// Which handle is which while two dates are compared: a line and a flag for
// each, outward from what lies between them, so that neither covers the other.
import { formatShortMonth } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

interface Props {
  months: readonly string[];
  /** Of the date in view, and of the one that it is compared with. */
  index: number;
  other: number;
}

export function Flags({ months, index, other }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const last = months.length - 1;
  const at = (i: number) => `${(i / last) * 100}%`;
  const [first, second] = [Math.min(index, other), Math.max(index, other)];
  const flag = (i: number, name: "view" | "compare", side: "before" | "after") => (
    <span
      className={`time-flag ${name} ${side}`}
      style={{ "--first": at(first), "--second": at(second) } as React.CSSProperties}
    >
      <em>{t(name === "view" ? "time.inView" : "time.compared")}</em>
      {formatShortMonth(months[i] as string, language)}
    </span>
  );
  return (
    <div className="time-flags number" aria-hidden="true">
      <i className="view" style={{ left: at(index) }} />
      <i className="compare" style={{ left: at(other) }} />
      {flag(index, "view", index <= other ? "before" : "after")}
      {flag(other, "compare", index <= other ? "after" : "before")}
    </div>
  );
}
