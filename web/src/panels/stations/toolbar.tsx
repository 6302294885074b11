// Above the list: how many stations there are, or how many are chosen and what can be
// done with them; the search, the columns and the whole of it as a file.
import { Milestone } from "lucide-react";
import { formatCount } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useListFile } from "../../state/stations";
import { useView } from "../../state/view";
import { ExportLinks } from "../../ui/export-links";
import { useTranslation } from "../../ui/i18n";
import { SearchField } from "./search-field";
import type { Chosen } from "./use-selection";

interface Props {
  /** Null while it is not known. */
  matched: number | null;
  chosen: Chosen;
  onStage: () => void;
  /** How the list is shown. */
  children: React.ReactNode;
}

export function Toolbar({ matched, chosen, onStage, children }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { knownAt } = useView();
  const { path, query, asShown } = useListFile(matched);
  const { count, selection, reading } = chosen;
  const whole = selection.all && selection.codes.size === 0;
  return (
    <div className="station-toolbar" role="group" aria-label={t("stations.list")}>
      {count > 0 || reading > 0 ? (
        <div className="station-chosen" data-testid="chosen" data-count={count}>
          <b role="status">
            {reading > 0
              ? t("stations.choosing", { formatted: formatCount(reading, language) })
              : t("stations.picked", { formatted: formatCount(count, language) })}
          </b>
          {!whole && matched !== null && (
            <button type="button" className="text-button" onClick={chosen.every}>
              {t("stations.pickEvery", { formatted: formatCount(matched, language) })}
            </button>
          )}
          <button
            type="button"
            className="button primary"
            disabled={knownAt !== null || reading > 0}
            title={knownAt ? t("known.readOnly") : undefined}
            onClick={onStage}
          >
            <Milestone size={15} aria-hidden="true" /> {t("stations.changeStage")}
          </button>
          <button type="button" className="text-button" onClick={chosen.clear}>
            {t("stations.unpick")}
          </button>
        </div>
      ) : (
        <p className="station-count number" data-testid="matched" data-value={matched ?? ""}>
          {matched !== null &&
            t("map.stations", { count: matched, formatted: formatCount(matched, language) })}
        </p>
      )}
      <div className="station-tools">
        <SearchField />
        {children}
        <ExportLinks
          path={path}
          query={query}
          title={t(asShown ? "stations.exportedAsShown" : "stations.exported")}
        />
      </div>
    </div>
  );
}
