// Stations worth a look: those whose rate stands apart, and those that lack terms or sales.
import type { Values } from "../../api/types";
import { formatCount } from "../../model/format";
import { countOf, numberOf } from "../../model/value";
import { type FeeList, LISTS, useFeeParams, useFeeRates, useFeeTotals } from "../../state/fees";
import { useLanguage } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { ExplainButton } from "../../ui/explain-button";
import { ExportLinks } from "../../ui/export-links";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Segments } from "../../ui/segments";
import { Skeleton } from "../../ui/skeleton";
import { Lacking } from "./lacking";
import { Outliers } from "./outliers";

export function Lists() {
  const { t } = useTranslation();
  const [{ list }] = useFeeParams();
  const totals = useFeeTotals();
  const { rates, first, query } = useFeeRates();
  const values = totals.data?.total.values;
  const error = totals.error ?? rates.error;
  const counts = countsOf(values, first?.outliers.matched);
  return (
    <div className="card" data-testid="lists" data-list={list}>
      <Section
        title={t("fees.lists")}
        extra={
          <>
            <Choice counts={counts} />
            {list === "outliers" && (
              <ExportLinks
                path="/api/v1/fees/rates"
                query={query && { ...query, rows: "outliers" }}
              />
            )}
          </>
        }
      >
        {error ? (
          <ErrorNote
            error={error}
            retry={() => {
              void totals.refetch();
              void rates.refetch();
            }}
          />
        ) : counts === null || !first || !values ? (
          <div className="list-rows-waiting">
            <Skeleton lines={11} height={22} />
          </div>
        ) : (
          <>
            <p className="quiet list-about">
              {t(`fees.about.${list}`)}
              {list !== "outliers" && <ExplainButton metric={list} name={t(`fees.list.${list}`)} />}
            </p>
            {counts[list] === 0 ? (
              <p className="list-empty quiet">{t(`fees.none.${list}`)}</p>
            ) : list === "outliers" ? (
              <Outliers all={values} ofAll={first} />
            ) : (
              <Lacking key={list} metric={list} />
            )}
          </>
        )}
      </Section>
    </div>
  );
}

function countsOf(
  values: Values | undefined,
  outliers: number | undefined,
): Record<FeeList, number> | null {
  if (!values || outliers === undefined) return null;
  return {
    outliers,
    missing_fee: countOf(values.missing_fee),
    missing_gmv: numberOf(values.missing_gmv) ?? 0,
  };
}

function Choice({ counts }: { counts: Record<FeeList, number> | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [{ list }, set] = useFeeParams();
  return (
    <Segments
      label={t("fees.listLabel")}
      value={list}
      options={LISTS.map((value) => ({
        value,
        figure: counts?.[value],
        label: (
          <>
            {t(`fees.list.${value}`)}
            {counts && <b className="number">{formatCount(counts[value], language)}</b>}
          </>
        ),
      }))}
      onChange={(next) => set({ list: next }, { replace: true })}
    />
  );
}
