// The page /campaign.
import { PageFrame } from "../../panels/page/page-frame";
import { useTranslation } from "../../ui/i18n";

export default function CampaignPage() {
  const { t } = useTranslation();
  return <PageFrame title={t("nav.stations")}>{null}</PageFrame>;
}
