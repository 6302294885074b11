// How the stations' own rates are spread: a histogram, what it says in words, and in figures.
import type { FeeGroup, FeeRates } from "../../api/fees";
import { WEIGHTS } from "../../model/fees";
import { formatValue } from "../../model/figure";
import { formatCount } from "../../model/format";
import { useFeeParams, useFeeRates } from "../../state/fees";
import { useLanguage } from "../../state/preferences";
import { Disclosure } from "../../ui/disclosure";
import { ErrorNote } from "../../ui/error-note";
import { ExportLinks } from "../../ui/export-links";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Segments } from "../../ui/segments";
import { Skeleton } from "../../ui/skeleton";
import { Histogram } from "./histogram";
import { useColumnTitles } from "./titles";

const HEIGHT = 270;

export function Spread() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { rates, first, query } = useFeeRates();
  const [{ weigh }, set] = useFeeParams();
  const spread = first?.spread;
  const rate = (n: number | undefined) => formatValue(n, "rate", language);
  const words =
    first && spread
      ? t("fees.spreadOf", {
          count: first.rated.stations,
          formatted: formatCount(first.rated.stations, language),
          min: rate(spread.min),
          max: rate(spread.max),
          q1: rate(spread.q1),
          q3: rate(spread.q3),
          median: rate(spread.median),
        })
      : "";
  return (
    <div className="card" data-testid="spread" data-weigh={weigh}>
      <Section
        title={t("fees.spread")}
        extra={
          <>
            <Segments
              label={t("fees.weighLabel")}
              value={weigh}
              options={WEIGHTS.map((value) => ({ value, label: t(`fees.weigh.${value}`) }))}
              onChange={(next) => set({ weigh: next }, { replace: true })}
            />
            <ExportLinks path="/api/v1/fees/rates" query={query && { ...query, rows: "bins" }} />
          </>
        }
      >
        {rates.error ? (
          <ErrorNote error={rates.error} retry={() => void rates.refetch()} />
        ) : !first ? (
          <div style={{ height: HEIGHT + 72 }}>
            <Skeleton lines={9} height={20} />
          </div>
        ) : !spread ? (
          <p className="list-empty quiet">{t("fees.noRates")}</p>
        ) : (
          <>
            <Histogram rates={first} weight={weigh} height={HEIGHT} label={words} />
            <p className="fees-note">
              {words}{" "}
              <span className="quiet">
                {t(spread.low_fence > 0 ? "fees.fences" : "fees.highFence", {
                  low: rate(spread.low_fence),
                  high: rate(spread.high_fence),
                })}
              </span>
            </p>
            <Disclosure title={t("fees.binTable")}>
              <Bins rates={first} />
            </Disclosure>
          </>
        )}
      </Section>
    </div>
  );
}

function Bins({ rates }: { rates: FeeRates }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const titles = useColumnTitles();
  const { bins, below, above } = rates;
  const rate = (n: number | undefined) => formatValue(n, "rate", language);
  const line = (key: string, from: string, to: string, group: FeeGroup) => (
    <tr key={key} data-bin={key} data-stations={group.stations}>
      <td className="figure">{from}</td>
      <td className="figure">{to}</td>
      <td className="figure">{formatCount(group.stations, language)}</td>
      <td className="figure">{formatValue(group.gmv, "money", language)}</td>
      <td className="figure">{formatValue(group.channel_fee, "money", language)}</td>
    </tr>
  );
  return (
    <div className="scroll-x">
      <table className="data-table compact bin-table" data-testid="bins">
        <thead>
          <tr>
            {[
              t("fees.from"),
              t("fees.to"),
              t("fees.stationsIn"),
              titles.gmv,
              titles.channel_fee,
            ].map((title) => (
              <th key={title} scope="col" className="figure">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {below.stations > 0 && line("below", "", rate(bins[0]?.from), below)}
          {bins.map((bin) => line(String(bin.from), rate(bin.from), rate(bin.to), bin))}
          {above.stations > 0 && line("above", rate(bins.at(-1)?.to), "", above)}
        </tbody>
      </table>
    </div>
  );
}
