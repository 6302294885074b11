// Why the fee is another one than in a second period: volume, mix and rate, which add up to
// the change to the cent, in all, by region and by component.
import type { FeeChange } from "../../api/fees";
import { formatShortDate } from "../../model/format";
import { SPLITS, useFeeChange, useFeeParams, useFeePeriods, useFeeTotals } from "../../state/fees";
import { useLanguage } from "../../state/preferences";
import { Disclosure } from "../../ui/disclosure";
import { ErrorNote } from "../../ui/error-note";
import { ExportLinks } from "../../ui/export-links";
import { localized, useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Segments } from "../../ui/segments";
import { Skeleton } from "../../ui/skeleton";
import { SpanText } from "../../ui/span-text";
import { BasePicker } from "./base-picker";
import { BRIDGE_HEIGHT, Bridge } from "./bridge";
import { ChangeTable } from "./change-table";
import { Effects } from "./effects";

export function Change() {
  const { t } = useTranslation();
  const language = useLanguage();
  const periods = useFeePeriods();
  const { change, error, refetch, query, bottom } = useFeeChange();
  const [{ split: asked }, set] = useFeeParams();
  // At the bottom there are no regions below.
  const split = bottom ? "components" : asked;
  const answer = change.data;
  const { values } = answer?.total ?? {};
  const nothing = values && !Number(values.base_channel_fee) && !Number(values.channel_fee);
  return (
    <div
      className="card"
      data-testid="change"
      data-from={answer?.from}
      data-base-from={answer?.base_from}
      data-base-to={answer?.base_to}
      aria-busy={change.isFetching}
    >
      <Section
        title={t("fees.change")}
        extra={
          <>
            {periods && <BasePicker periods={periods} />}
            <ExportLinks path="/api/v1/fees/change" query={query} />
          </>
        }
      >
        {error ? (
          <ErrorNote error={error} retry={refetch} />
        ) : !answer ? (
          <div style={{ height: BRIDGE_HEIGHT + 460 }}>
            <Skeleton lines={18} height={22} />
          </div>
        ) : (
          <>
            <Periods answer={answer} />
            {nothing ? (
              <p className="list-empty quiet">{t("fees.noChange")}</p>
            ) : (
              <>
                <div className="fees-split">
                  <Bridge answer={answer} />
                  <Effects answer={answer} />
                </div>
                <div className="change-rows">
                  {!bottom && (
                    <Segments
                      label={t("fees.splitLabel")}
                      value={split}
                      options={SPLITS.map((value) => ({ value, label: t(`fees.split.${value}`) }))}
                      onChange={(next) => set({ split: next }, { replace: true })}
                    />
                  )}
                  <ChangeTable answer={answer} regions={split === "regions"} />
                </div>
                <Disclosure title={t("fees.how")}>
                  <p className="quiet change-note">{localized(answer.note, language)}</p>
                </Disclosure>
              </>
            )}
          </>
        )}
      </Section>
    </div>
  );
}

function Periods({ answer }: { answer: FeeChange }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const above = useFeeTotals().data;
  const day = (date: string) => formatShortDate(date, language);
  return (
    <p className="change-periods">
      <span>
        <span className="quiet">{t("fees.baseName")}</span>{" "}
        <SpanText from={answer.base_from} to={answer.base_to} />
      </span>
      <span aria-hidden="true">→</span>
      <span>
        <span className="quiet">{t("fees.now")}</span>{" "}
        <SpanText from={answer.from} to={answer.to} />
      </span>
      {above && above.at !== answer.at && (
        <small className="quiet">
          {t("fees.otherDay", { date: day(answer.at), at: day(above.at) })}
        </small>
      )}
    </p>
  );
}
