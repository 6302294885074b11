// Stations that have sales and no terms, or terms and no sales, those with the most first.
import { useState } from "react";
import { formatInFull } from "../../model/figure";
import { formatCount } from "../../model/format";
import { ordered } from "../../model/order";
import { numberOf } from "../../model/value";
import { useLacking } from "../../state/fees";
import { useLanguage } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { StageTag } from "../../ui/stage-tag";
import { StationLink } from "../../ui/station-link";
import { useColumnTitles } from "./titles";

const FIRST = 10;
/** As many more at each step. */
const MORE = 50;

export function Lacking({ metric }: { metric: "missing_fee" | "missing_gmv" }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const titles = useColumnTitles();
  const stations = useLacking(metric);
  const [shown, setShown] = useState(FIRST);
  if (stations.error) {
    return <ErrorNote error={stations.error} retry={() => void stations.refetch()} />;
  }
  if (!stations.data) {
    return (
      <div className="list-rows-waiting">
        <Skeleton lines={10} height={22} />
      </div>
    );
  }
  const { items, next } = stations.data;
  const figure = metric === "missing_fee" ? "gmv" : "channel_fee";
  // Where there are more than came, the greatest may be among the others.
  const rows = next ? items : ordered(items, (item) => numberOf(item.values[figure]), true);
  const left = rows.length - shown;
  return (
    <>
      <div className="scroll-x">
        <table
          className="data-table compact lacking-table"
          data-testid="lacking"
          data-matched={stations.data.matched}
        >
          <thead>
            <tr>
              <th scope="col">{t("fees.station")}</th>
              <th scope="col">{t("rail.stage")}</th>
              <th scope="col" className="figure">
                {figure === "gmv" ? titles.gmv : t("fees.owed")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((item) => (
              <tr key={item.code} data-code={item.code}>
                <th scope="row">
                  <StationLink code={item.code} name={item.name} />
                </th>
                <td>
                  <StageTag stage={item.stage} />
                </td>
                <td className="figure" data-figure={figure} data-value={item.values[figure] ?? ""}>
                  {formatInFull(item.values[figure], "money", language)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {next && (
        <p className="quiet fees-note">
          {t("fees.byCode", {
            count: items.length,
            formatted: formatCount(items.length, language),
          })}
        </p>
      )}
      {left > 0 && (
        <button
          type="button"
          className="text-button list-more"
          onClick={() => setShown(shown + MORE)}
        >
          {t("fees.more", { count: left })}
        </button>
      )}
    </>
  );
}
