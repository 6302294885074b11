// The box on the map that the list is cut to, with its way off.
import { SquareDashed, X } from "lucide-react";
import { useStationListParams } from "../../state/stations";
import { useTranslation } from "../../ui/i18n";

export function BoxChip() {
  const { t } = useTranslation();
  const [{ bbox }, setParams] = useStationListParams();
  if (!bbox) return null;
  const [west, south, east, north] = bbox.map((side) => side.toFixed(2));
  return (
    <button
      type="button"
      className="chip"
      data-testid="box"
      title={`${west}, ${south} – ${east}, ${north}`}
      onClick={() => setParams({ bbox: null })}
    >
      <SquareDashed size={13} aria-hidden="true" />
      <span>{t("stations.box")}</span>
      <X size={12} aria-label={t("page.without")} />
    </button>
  );
}
