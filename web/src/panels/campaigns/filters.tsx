// Which campaigns are listed: chips, since all words there are fit into a line.
import { FUNDERS, MECHANISMS, STATES } from "../../model/campaigns";
import { toggled } from "../../model/view";
import { useTranslation } from "../../ui/i18n";
import { NO_CHOICE, useListParams } from "./params";
import { useCampaignWords } from "./words";

const GROUPS = [
  ["state", STATES, "campaigns.column.state"],
  ["mechanism", MECHANISMS, "campaigns.column.mechanism"],
  ["funded_by", FUNDERS, "campaigns.column.funded_by"],
] as const;

export function CampaignFilters() {
  const { t } = useTranslation();
  const word = useCampaignWords();
  const [params, set] = useListParams();
  const name = { state: word.state, mechanism: word.mechanism, funded_by: word.funder };
  const some = GROUPS.some(([key]) => params[key].length > 0);
  return (
    <div className="campaign-filters" data-testid="campaign-filters">
      {GROUPS.map(([key, words, label]) => (
        <div key={key} role="group" aria-label={t(label)}>
          <span aria-hidden="true">{t(label)}</span>
          {words.map((value) => (
            <button
              key={value}
              type="button"
              className="chip"
              aria-pressed={params[key].includes(value)}
              onClick={() => set({ [key]: toggled(params[key], value) })}
              {...(key === "mechanism" ? { "data-mechanism": value } : {})}
            >
              {key === "mechanism" && <i className="dot" aria-hidden="true" />}
              {name[key](value)}
            </button>
          ))}
        </div>
      ))}
      {some && (
        <button type="button" className="text-button" onClick={() => set(NO_CHOICE)}>
          {t("rail.clear")}
        </button>
      )}
    </div>
  );
}
