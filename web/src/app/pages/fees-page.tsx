// The page /fees: the channel fee taken apart, by component, by region down to the station,
// by how rates are spread, and against another period.
import "../../ui/fees-texts";
import "../../panels/fees/fees.css";
import { Change } from "../../panels/fees/change";
import { Composition } from "../../panels/fees/composition";
import { Headline } from "../../panels/fees/headline";
import { Lists } from "../../panels/fees/lists";
import { Rows } from "../../panels/fees/rows";
import { Spread } from "../../panels/fees/spread";
import { PageFrame } from "../../panels/page/page-frame";
import { useTranslation } from "../../ui/i18n";

export default function FeesPage() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t("nav.fees")}>
      <div className="cards fees">
        <Headline />
        <Composition />
        <Rows />
        <Spread />
        <Lists />
        <Change />
      </div>
    </PageFrame>
  );
}
