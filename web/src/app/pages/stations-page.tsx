// The page /stations: all stations of the question as a list.
import { PageFrame } from "../../panels/page/page-frame";
import { BoxChip } from "../../panels/stations/box-chip";
import { Stations } from "../../panels/stations/stations";
import { useTranslation } from "../../ui/i18n";

export default function StationsPage() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t("nav.stations")} own={<BoxChip />}>
      <Stations />
    </PageFrame>
  );
}
