// Stations whose rate lies beyond the fences: how far from their region's and their brand's,
// what that costs or spares, and which component it is.
import type { FeeOutlier, FeeRates } from "../../api/fees";
import type { Values } from "../../api/types";
import { reasonOf } from "../../model/fees";
import { formatChange, formatInFull, formatValue } from "../../model/figure";
import { formatFinePercent, NOTHING } from "../../model/format";
import { difference, numberOf, type Wire } from "../../model/value";
import { useBrandRates, useFeeRates, useFeeRegions, useFeesOf } from "../../state/fees";
import { useLanguage } from "../../state/preferences";
import { useRegion } from "../../state/queries";
import { useView } from "../../state/view";
import { useTranslation, wordFor } from "../../ui/i18n";
import { StationLink } from "../../ui/station-link";
import { useColumnTitles } from "./titles";
import { PartsBar, useComponentNames } from "./words";

interface Props {
  /** The figures of all that the question means. */
  all: Values;
  /** The rates of all, which a station's own are held against. */
  ofAll: FeeRates;
}

export function Outliers({ all, ofAll }: Props) {
  const { t } = useTranslation();
  const titles = useColumnTitles();
  const { rates, first } = useFeeRates();
  const { level, bottom } = useFeeRegions();
  const items = rates.data?.pages.flatMap((page) => page.outliers.items) ?? [];
  const fees = useFeesOf(items.map(({ code }) => code)).data;
  const matched = first?.outliers.matched ?? 0;
  return (
    <>
      <div className="scroll-x">
        <table
          className="data-table compact outlier-table"
          data-testid="outliers"
          data-matched={matched}
        >
          <thead>
            <tr>
              <th scope="col">{t("fees.station")}</th>
              <th scope="col" className="figure">
                {t("fees.rate")}
              </th>
              <th scope="col" className="figure">
                {bottom || !level
                  ? t("fees.thanHere")
                  : t("fees.thanRegion", { level: wordFor("level", level) })}
              </th>
              <th scope="col" className="figure">
                {t("fees.thanBrand")}
              </th>
              <th scope="col" className="figure">
                {titles.gmv}
              </th>
              <th scope="col" className="figure">
                {t("fees.effect")}
              </th>
              <th scope="col">{t("fees.reason")}</th>
              <th scope="col" className="parts-column">
                {t("fees.parts")}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Row
                key={item.code}
                item={item}
                values={fees?.get(item.code)}
                all={all}
                ofAll={ofAll}
              />
            ))}
          </tbody>
        </table>
      </div>
      {rates.hasNextPage && (
        <button
          type="button"
          className="text-button list-more"
          disabled={rates.isFetchingNextPage}
          onClick={() => void rates.fetchNextPage()}
        >
          {t("fees.more", { count: matched - items.length })}
        </button>
      )}
    </>
  );
}

/** The rate of the region below the one in view that a station lies in, and its name. */
function useRegionRate(regions: FeeOutlier["regions"], all: Values) {
  const { set } = useView();
  const { stats, bottom } = useFeeRegions();
  const region = useRegion(set, regions[set] ?? null).data;
  const path = region ? [...region.ancestors, region] : [];
  const row = stats.data?.rows.find(({ region: code }) => path.some((r) => r.code === code));
  return {
    where: path.map(({ name }) => name).slice(-2),
    name: bottom ? null : row?.name,
    rate: bottom ? all.fee_rate : row?.values.fee_rate,
  };
}

interface RowProps {
  item: FeeOutlier;
  values: Values | undefined;
  all: Values;
  ofAll: FeeRates;
}

function Row({ item, values, all, ofAll }: RowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useComponentNames();
  const brands = useBrandRates().data;
  const { where, name, rate } = useRegionRate(item.regions, all);
  const reason = values && reasonOf(values, ofAll);
  const brand = brands?.get(item.brand ?? "");
  const than = (other: Wire, of: string | null | undefined, figure: string) => (
    <td
      className="figure"
      data-figure={figure}
      data-value={other ?? ""}
      title={[of, formatValue(other, "rate", language)].filter(Boolean).join(" ")}
    >
      {formatChange(difference(item.fee_rate, other), "rate", language)}
    </td>
  );
  const tone = (numberOf(item.effect) ?? 0) > 0 ? "more" : "less";
  return (
    <tr data-code={item.code}>
      <th scope="row">
        <StationLink code={item.code} name={item.name} />
        <small className="where quiet">{[...where, item.brand].filter(Boolean).join(" · ")}</small>
      </th>
      <td className="figure" data-figure="fee_rate" data-value={item.fee_rate ?? ""}>
        <b>{formatValue(item.fee_rate, "rate", language)}</b>
      </td>
      {than(rate, name, "region_rate")}
      {than(brand, item.brand, "brand_rate")}
      <td className="figure" title={formatInFull(item.gmv, "money", language)}>
        {formatValue(item.gmv, "money", language)}
      </td>
      <td
        className={`figure ${tone}`}
        data-figure="effect"
        data-value={item.effect}
        title={formatInFull(item.effect, "money", language)}
      >
        {formatChange(item.effect, "money", language)}
      </td>
      <td className="reason">
        {reason
          ? t("fees.because", {
              name: names[reason.component],
              own: formatFinePercent(reason.own, language),
              usual: formatFinePercent(reason.usual, language),
            })
          : NOTHING}
      </td>
      <td className="parts-column">{values && <PartsBar values={values} />}</td>
    </tr>
  );
}
