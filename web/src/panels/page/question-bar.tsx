// The question that a page answers: where, which stations, when, and over which period.
import "../rail/rail.css";
import "../time/time.css";
import type { ReactNode } from "react";
import { formatShortDate } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useMonths } from "../../state/time";
import { useSetView, useView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import { DatePicker } from "../time/date-picker";
import { KnownAtButton, KnownNote } from "../time/known-at";
import { PeriodPicker } from "../time/period-picker";
import { Breadcrumb } from "../top/breadcrumb";
import { FilterMenu } from "./filter-menu";
import { RegionBelow } from "./region-below";

export type Asks = "region" | "filters" | "date" | "period";

interface Props {
  asks: readonly Asks[];
  /** What only this page asks. */
  children?: ReactNode;
}

export function QuestionBar({ asks, children }: Props) {
  const { t } = useTranslation();
  return (
    <section className="question-bar" aria-label={t("page.question")} data-testid="question">
      {asks.includes("region") && (
        <div className="question-region">
          <Breadcrumb />
          <RegionBelow />
        </div>
      )}
      {asks.includes("filters") && <FilterMenu />}
      {children}
      <KnownNote />
      <div className="question-time">
        {asks.includes("period") && <PeriodPicker always />}
        {asks.includes("date") && <PageDate />}
      </div>
    </section>
  );
}

function PageDate() {
  const { t } = useTranslation();
  const language = useLanguage();
  const months = useMonths();
  const { at } = useView();
  const setView = useSetView();
  if (!months) return null;
  const { date, today } = months;
  return (
    <>
      <span className="date-group">
        <DatePicker
          value={date}
          text={formatShortDate(date, language)}
          onPick={(next) => setView({ at: next === today ? null : next })}
        />
        <KnownAtButton date={date} />
      </span>
      {at && (
        <button type="button" className="text-button" onClick={() => setView({ at: null })}>
          {t("time.today")}
        </button>
      )}
    </>
  );
}
