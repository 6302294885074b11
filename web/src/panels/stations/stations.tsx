// The stations of the question as a list: read, put in order, chosen, written.
import "./stations.css";
import "../../ui/station-texts";
import "../../ui/stations-texts";
import { lazy, Suspense, useState } from "react";
import { useListed } from "../../state/stations";
import { useQuestion } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { useIsPhone } from "../../ui/use-media";
import { CARD_SIZES, Cards } from "./cards";
import { ColumnMenu } from "./column-menu";
import { None } from "./none";
import { SortMenu } from "./sort-menu";
import { SIZES, StationTable } from "./table";
import { Toolbar } from "./toolbar";
import { useSelection } from "./use-selection";
import { useWindow } from "./use-window";

const BulkStage = lazy(() => import("./bulk-stage"));

export function Stations() {
  const phone = useIsPhone();
  // Another height of rows is another list.
  return <List key={phone ? "cards" : "table"} phone={phone} />;
}

function List({ phone }: { phone: boolean }) {
  const { t } = useTranslation();
  const { key } = useListed();
  const list = useWindow(phone ? CARD_SIZES : SIZES);
  const { known, error, count } = list;
  const chosen = useSelection(key, count, list);
  const [staging, setStaging] = useState(false);
  const { at, today } = useQuestion();
  const date = at ?? today;
  return (
    <div className="stations">
      <Toolbar matched={known ? count : null} chosen={chosen} onStage={() => setStaging(true)}>
        {phone ? <SortMenu /> : <ColumnMenu />}
      </Toolbar>
      <section className="card station-list" aria-label={t("stations.list")}>
        {error && !known ? (
          <div className="section">
            <ErrorNote error={error} retry={list.retry} />
          </div>
        ) : !known ? (
          <div className="section" aria-busy="true">
            <Skeleton lines={20} height={20} />
          </div>
        ) : count === 0 && !list.stale ? (
          <None />
        ) : phone ? (
          <Cards list={list} chosen={chosen} />
        ) : (
          <StationTable list={list} chosen={chosen} />
        )}
      </section>
      {staging && date && (
        <Suspense fallback={null}>
          <BulkStage chosen={chosen} date={date} close={() => setStaging(false)} />
        </Suspense>
      )}
    </div>
  );
}
