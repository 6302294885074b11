// The campaigns as a table: sorted by any column, several chosen to be compared.
import type { Campaign } from "../../api/campaigns";
import { type CampaignColumn, daysOf } from "../../model/campaigns";
import { formatValue } from "../../model/figure";
import { formatCount, formatShortDate, NOTHING } from "../../model/format";
import type { Order } from "../../model/order";
import { toggled } from "../../model/view";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { SortHead } from "../../ui/sort-head";
import { SpanText } from "../../ui/span-text";
import { UpliftCell } from "./uplift-cell";
import { CampaignLink, MechanismTag, StateTag, useCampaignWords } from "./words";

interface Props {
  campaigns: readonly Campaign[];
  order: Order<CampaignColumn>;
  onOrder: (order: Order<CampaignColumn>) => void;
  picked: readonly string[];
  onPick: (codes: string[]) => void;
  pointed: string | null;
  onPoint: (code: string | null) => void;
}

export function CampaignTable(props: Props) {
  const { campaigns, order, onOrder, picked, onPick, pointed, onPoint } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const word = useCampaignWords();
  const codes = campaigns.map((campaign) => campaign.code);
  const all = codes.length > 0 && codes.every((code) => picked.includes(code));
  const head = (column: CampaignColumn, figure = false) => (
    <SortHead column={column} order={order} onOrder={onOrder} figure={figure}>
      {t(`campaigns.column.${column}`)}
    </SortHead>
  );
  return (
    <div className="scroll-x">
      <table className="data-table campaign-table" data-testid="campaigns">
        <thead>
          <tr>
            <th scope="col" className="pick">
              <input
                type="checkbox"
                aria-label={t("campaigns.pickAll")}
                checked={all}
                ref={(box) => {
                  if (box) box.indeterminate = !all && codes.some((c) => picked.includes(c));
                }}
                onChange={() =>
                  onPick(
                    all
                      ? picked.filter((code) => !codes.includes(code))
                      : [...new Set([...picked, ...codes])],
                  )
                }
              />
            </th>
            {head("name")}
            <th scope="col" className="figure uplift-head" title={t("uplift.what")}>
              {t("campaigns.column.uplift")}
            </th>
            {head("state")}
            {head("mechanism")}
            {head("funded_by")}
            {head("from")}
            {head("budget", true)}
            {head("stations", true)}
          </tr>
        </thead>
        <tbody>
          {campaigns.map((campaign) => {
            const { code, name, from, to, budget } = campaign;
            const days = daysOf(campaign);
            return (
              <tr
                key={code}
                data-code={code}
                data-pointed={pointed === code || undefined}
                onPointerEnter={() => onPoint(code)}
                onPointerLeave={() => onPoint(null)}
              >
                <td className="pick">
                  <input
                    type="checkbox"
                    aria-label={t("campaigns.pick", { name })}
                    checked={picked.includes(code)}
                    onChange={() => onPick(toggled(picked, code))}
                  />
                </td>
                <th scope="row">
                  <CampaignLink code={code}>{name}</CampaignLink>
                  {name !== code && <small className="mono">{code}</small>}
                </th>
                <UpliftCell code={code} state={campaign.state} />
                <td>
                  <StateTag state={campaign.state} />
                </td>
                <td>
                  <MechanismTag mechanism={campaign.mechanism} />
                </td>
                <td>{word.funder(campaign.funded_by)}</td>
                <td className="period">
                  {to ? (
                    <SpanText from={from} to={to} />
                  ) : (
                    <span className="number">
                      {t("campaigns.since", { date: formatShortDate(from, language) })}
                    </span>
                  )}
                  <small>
                    {days === null ? t("campaigns.noEnd") : t("campaigns.days", { count: days })}
                  </small>
                </td>
                <td className="figure" data-value={budget ?? ""}>
                  {budget ? formatValue(budget, "money", language) : NOTHING}
                </td>
                <td className="figure" data-value={campaign.stations_count}>
                  {formatCount(campaign.stations_count, language)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
