// The page /stations.
import { PageFrame } from "../../panels/page/page-frame";
import { useTranslation } from "../../ui/i18n";

export default function StationsPage() {
  const { t } = useTranslation();
  return <PageFrame title={t("nav.stations")}>{null}</PageFrame>;
}
