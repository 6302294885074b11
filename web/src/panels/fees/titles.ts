// What the columns of the fee tables are called: by the catalogue where it has a short word.
import type { FeeColumn } from "../../state/fees";
import { useMetric } from "../../state/metric";
import { useLanguage } from "../../state/preferences";
import { localized, useTranslation } from "../../ui/i18n";

export function useColumnTitles(): Record<Exclude<FeeColumn, "name">, string> {
  const { t } = useTranslation();
  const language = useLanguage();
  const fee = useMetric("channel_fee").title;
  const gmv = useMetric("gmv").title;
  return {
    channel_fee: localized(fee, language),
    gmv: localized(gmv, language),
    fee_rate: t("fees.rate"),
    fee_rate_simple_mean: t("fees.simple"),
    missing_fee: t("fees.missingFee"),
    missing_gmv: t("fees.missingGmv"),
  };
}
