// Nothing lies in what was drawn.
import { filterCount, NO_FILTERS } from "../../model/question";
import { useQuestion, useSetView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";

export function None() {
  const { t } = useTranslation();
  const question = useQuestion();
  const setView = useSetView();
  return (
    <div className="panel-pad no-match">
      <strong>{t("drawn.none")}</strong>
      <p className="quiet">{t("drawn.noneHint")}</p>
      {filterCount(question) > 0 && (
        <button type="button" className="button" onClick={() => setView(NO_FILTERS)}>
          {t("panel.clearFilters")}
        </button>
      )}
    </div>
  );
}
