// The campaigns that stand side by side: each with its way off, and a list to take more from.
import { X } from "lucide-react";
import { useCampaigns } from "../../state/campaigns";
import { MOST_CODES } from "../../state/uplift";
import { useTranslation } from "../../ui/i18n";
import { Select } from "../../ui/select";

interface Props {
  codes: readonly string[];
  onCodes: (codes: string[]) => void;
}

export function ChosenCampaigns({ codes, onCodes }: Props) {
  const { t } = useTranslation();
  const { data, isLoading } = useCampaigns();
  const nameOf = (code: string) => data?.items.find((c) => c.code === code)?.name ?? code;
  const rest = data?.items.filter((c) => !codes.includes(c.code)) ?? [];
  return (
    <div className="chosen" data-testid="chosen">
      <ul className="chosen-chips">
        {codes.map((code) => (
          <li key={code}>
            <button
              type="button"
              className="chip"
              onClick={() => onCodes(codes.filter((one) => one !== code))}
            >
              <span>{nameOf(code)}</span>
              <X size={12} aria-label={t("page.without")} />
            </button>
          </li>
        ))}
      </ul>
      {codes.length < MOST_CODES && rest.length > 0 && (
        <div className="chosen-more" key={codes.join()}>
          <Select
            searchable
            label={t("campaigns.take")}
            placeholder={t("campaigns.take")}
            value={null}
            loading={isLoading}
            onChange={(code) => onCodes([...codes, code])}
            options={rest.map((c) => ({ value: c.code, label: c.name, note: c.code }))}
          />
        </div>
      )}
    </div>
  );
}
