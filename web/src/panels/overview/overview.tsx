// The right panel when no station is chosen: the numbers of the question.
import "./overview.css";
import { formatDate } from "../../model/format";
import { filterCount, NO_FILTERS } from "../../model/question";
import { useLanguage } from "../../state/preferences";
import { useNetwork, useTotals } from "../../state/queries";
import { useRegionView } from "../../state/region-view";
import { useQuestion, useSetView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
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
  const totals = useTotals(question);
  const today = useNetwork().data?.today;
  const date = totals.data?.at ?? question.at ?? today;
  const values = totals.data?.total.values;
  const empty = values?.stations === 0;
  return (
    <div
      className="overview"
      data-testid="overview"
      data-revision={totals.data?.revision}
      data-at={totals.data?.at}
    >
      <header className="panel-head">
        <h1>{path.at(-1)?.name ?? t("panel.whole")}</h1>
        {date && <p className="quiet">{t("panel.asOf", { date: formatDate(date, language) })}</p>}
      </header>
      {totals.error ? (
        <div className="panel-pad">
          <ErrorNote error={totals.error} retry={() => void totals.refetch()} />
        </div>
      ) : !values ? (
        <div className="panel-pad">
          <Skeleton lines={5} height={22} />
        </div>
      ) : (
        <>
          <Totals values={values} />
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
          <Composition values={values} />
        </>
      )}
      <Trend />
      <RegionsTable />
    </div>
  );
}
