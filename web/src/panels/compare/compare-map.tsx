// What the map shows of two dates: how far regions differ, or both side by side.
import { useSwipe } from "../../state/swipe";
import { useTranslation } from "../../ui/i18n";
import { Segments } from "../../ui/segments";

const WAYS = ["change", "sides"] as const;

/** Among other choices it has its name before it. */
export function CompareMap({ named = false }: { named?: boolean }) {
  const { t } = useTranslation();
  const { at, turn } = useSwipe();
  return (
    <div className="compare-map">
      {named && <span className="quiet">{t("compare.map")}</span>}
      <Segments
        look="wide"
        label={t("compare.map")}
        value={at === null ? "change" : "sides"}
        options={WAYS.map((value) => ({ value, label: t(`compare.mapAs.${value}`) }))}
        onChange={(way) => turn(way === "sides")}
      />
    </div>
  );
}
