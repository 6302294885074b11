// Nothing to list, and what to do about it.
import { NO_FILTERS } from "../../model/question";
import { useNetwork } from "../../state/queries";
import { useStationListParams } from "../../state/stations";
import { useSetView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import Empty from "../top/empty";

export function None() {
  const { t } = useTranslation();
  const setView = useSetView();
  const [, setParams] = useStationListParams();
  const network = useNetwork().data;
  // Where there is none at all, no other question finds any.
  if (network?.stations === 0) {
    return (
      <div className="station-none">
        <Empty />
      </div>
    );
  }
  return (
    <div className="station-none" data-testid="none">
      <h2>{t("panel.noMatch")}</h2>
      <p className="quiet">{t("stations.noneHint")}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          setView({ ...NO_FILTERS, within: null, level: null });
          setParams({ q: "", bbox: null }, { replace: true });
        }}
      >
        {t("stations.clearAll")}
      </button>
    </div>
  );
}
