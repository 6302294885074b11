// The page /cooperation: what happened between two days, who left, what is about to end.
import "../../ui/cooperation-texts";
import "../../ui/station-texts";
import "../../panels/overview/overview.css";
import "../../panels/cooperation/cooperation.css";
import { BetweenPicker } from "../../panels/cooperation/between-picker";
import { Bridge } from "../../panels/cooperation/bridge";
import { Expiring } from "../../panels/cooperation/expiring";
import { Funnels } from "../../panels/cooperation/funnels";
import { Moved } from "../../panels/cooperation/moved";
import { Regions } from "../../panels/cooperation/regions";
import { PageFrame } from "../../panels/page/page-frame";
import { useTranslation } from "../../ui/i18n";

export default function CooperationPage() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t("nav.cooperation")} asks={["region", "filters"]} own={<BetweenPicker />}>
      <div className="cards cooperation">
        <Bridge />
        <Moved />
        <Expiring />
        <Funnels />
        <Regions />
      </div>
    </PageFrame>
  );
}
