// The right panel when no station is chosen: the numbers of the question.
import "./overview.css";
import { asProblem } from "../../api/problem";
import { formatDate } from "../../model/format";
import { filterCount, NO_FILTERS } from "../../model/question";
import { DEFAULT_VIEW } from "../../model/view";
import { useDrill } from "../../state/drill";
import { useLanguage } from "../../state/preferences";
import { useNetwork, useTotals } from "../../state/queries";
import { useRegionView } from "../../state/region-view";
import { useQuestion, useSetView, useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { useIsPhone } from "../../ui/use-media";
import { CompareSwitch } from "../time/compare-switch";
import { PeriodPicker } from "../time/period-picker";
import { Composition } from "./composition";
import { RegionsTable } from "./regions-table";
import { Totals } from "./totals";
import { Trend } from "./trend";

export default function Overview() {
  const { t } = useTranslation();
  const language = useLanguage();
  const question = useQuestion();
  const setView = useSetView();
  const { path } = useRegionView();
  const { metric } = useView();
  const phone = useIsPhone();
  const totals = useTotals(question, metric);
  const today = useNetwork().data?.today;
  const date = totals.data?.at ?? question.at ?? today;
  const answer = totals.data;
  const refused = totals.error !== null && !asProblem(totals.error).retryable;
  const drill = useDrill();
  const empty = answer?.total.values.stations === 0;
  return (
    <div
      className="overview"
      data-testid="overview"
      data-revision={totals.data?.revision}
      data-at={totals.data?.at}
    >
      <header className="panel-head">
        <h1>{path.at(-1)?.name ?? ((refused && question.within) || t("panel.whole"))}</h1>
        {date && <p className="quiet">{t("panel.asOf", { date: formatDate(date, language) })}</p>}
        {phone && (
          // The bar of a phone has room for the date alone.
          <div className="head-tools">
            <PeriodPicker />
            <CompareSwitch />
          </div>
        )}
      </header>
      {totals.error ? (
        <div className="panel-pad">
          <ErrorNote error={totals.error} retry={() => void totals.refetch()} />
          {question.within && (
            <button
              type="button"
              className="button way-back"
              onClick={() => drill(null, DEFAULT_VIEW.set)}
            >
              {t("panel.wayBack")}
            </button>
          )}
        </div>
      ) : !answer ? (
        <div className="panel-pad">
          <Skeleton lines={5} height={22} />
        </div>
      ) : (
        <>
          <Totals answer={answer} metric={metric} />
          {empty && (
            <div className="panel-pad no-match">
              <strong>{t("panel.noMatch")}</strong>
              <p className="quiet">{t("panel.noMatchHint")}</p>
              {filterCount(question) > 0 && (
                <button type="button" className="button" onClick={() => setView(NO_FILTERS)}>
                  {t("panel.clearFilters")}
                </button>
              )}
            </div>
          )}
          <Composition values={answer.total.values} />
        </>
      )}
      {/* What is refused once is refused to them as well. */}
      {!refused && (
        <>
          <Trend />
          <RegionsTable />
        </>
      )}
    </div>
  );
}
