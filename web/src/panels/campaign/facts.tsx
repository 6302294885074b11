// What the campaign is, in a line.
import type { CampaignDetail } from "../../api/campaigns";
import { daysOf } from "../../model/campaigns";
import { formatValue } from "../../model/figure";
import { formatCount, formatShortDate, NOTHING } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { SpanText } from "../../ui/span-text";
import { MechanismTag, useCampaignWords } from "../campaigns/words";

export function Facts({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const word = useCampaignWords();
  const { from, to, budget } = campaign;
  const days = daysOf(campaign);
  const facts = [
    ["mechanism", <MechanismTag key="mechanism" mechanism={campaign.mechanism} />],
    ["funded_by", word.funder(campaign.funded_by)],
    [
      "from",
      to ? (
        <>
          <SpanText from={from} to={to} />{" "}
          {days !== null && <small>{t("campaigns.days", { count: days })}</small>}
        </>
      ) : (
        t("campaigns.since", { date: formatShortDate(from, language) })
      ),
    ],
    ["budget", budget ? formatValue(budget, "money", language) : NOTHING],
    ["stations", formatCount(campaign.stations_count, language)],
  ] as const;
  return (
    <dl className="card campaign-facts number" data-testid="facts">
      {facts.map(([key, value]) => (
        <div key={key} data-fact={key}>
          <dt>{t(`campaigns.column.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
