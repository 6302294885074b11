// Three readings of the stages, side by side: a stock, a flow, and how far those
// who began together have come.
import type { Funnel } from "../../api/types";
import { quarterOf } from "../../model/cooperation";
import { formatCount, formatPercent, NOTHING } from "../../model/format";
import { STAGE_COLOURS, type Stage } from "../../model/palette";
import { countOf, numberOf, type Wire } from "../../model/value";
import { useLanguage } from "../../state/preferences";
import { ExplainButton } from "../../ui/explain-button";
import { useTranslation, wordFor } from "../../ui/i18n";
import { StageTag } from "../../ui/stage-tag";
import { Reading, useFigure } from "./reading";

/** In the order of a station's way, and then what interrupts and what ends it. */
const STEPS = [
  "prospect",
  "negotiating",
  "signed",
  "online",
  "paused",
  "terminated",
] as const satisfies readonly Stage[];

export function Funnels() {
  return (
    <>
      <Reading kind="snapshot">{(answer) => <Stock answer={answer} />}</Reading>
      <Reading kind="flow">{(answer) => <Flow answer={answer} />}</Reading>
      <Reading kind="cohort">{(answer) => <Cohorts answer={answer} />}</Reading>
    </>
  );
}

interface BarsProps {
  stage: Stage;
  /** What is drawn full, and what behind it, as shares of the widest. */
  share: number;
  behind?: number;
}

function Bars({ stage, share, behind = 0 }: BarsProps) {
  const width = (part: number) => `${(part * 100).toFixed(1)}%`;
  return (
    <span className="funnel-bar" aria-hidden="true">
      <i style={{ width: width(behind), background: STAGE_COLOURS[stage], opacity: 0.28 }} />
      <i style={{ width: width(share), background: STAGE_COLOURS[stage] }} />
    </span>
  );
}

function Stock({ answer }: { answer: Funnel }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const figure = useFigure(answer);
  const { values } = answer.total;
  const reached = (stage: Stage) => numberOf(values[`reached_${stage}`]);
  const widest = Math.max(...STEPS.flatMap((s) => [countOf(values[s]), reached(s) ?? 0]), 1);
  const count = (id: string) => formatCount(countOf(values[id]), language);
  return (
    <>
      <table className="data-table compact explained funnel-table">
        <thead>
          <tr>
            <th>{t("cooperation.stage")}</th>
            <th aria-hidden="true" className="bar-column" />
            <th className="figure">{t("cooperation.now")}</th>
            <th className="figure">{t("cooperation.reached")}</th>
          </tr>
        </thead>
        <tbody>
          {STEPS.map((stage) => (
            <tr key={stage} data-stage={stage}>
              <th scope="row">
                <StageTag stage={stage} />
              </th>
              <td className="bar-column">
                <Bars
                  stage={stage}
                  share={countOf(values[stage]) / widest}
                  behind={(reached(stage) ?? 0) / widest}
                />
              </td>
              <td className="figure" title={figure(stage).formula}>
                <span data-figure={stage} data-value={values[stage] ?? ""}>
                  {count(stage)}
                </span>
                <ExplainButton metric={stage} name={wordFor("stage", stage)} />
              </td>
              <td
                className="figure quiet"
                title={figure(`reached_${stage}`).formula}
                data-figure={`reached_${stage}`}
                data-value={reached(stage) ?? ""}
              >
                {reached(stage) === null ? NOTHING : count(`reached_${stage}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="funnel-foot quiet number">
        {t("cooperation.rest", { none: count("no_stage"), closed: count("closed") })}
      </p>
    </>
  );
}

function Flow({ answer }: { answer: Funnel }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const figure = useFigure(answer);
  const { values } = answer.total;
  const of = (what: string, stage: Stage) => countOf(values[`${what}_${stage}`]);
  const widest = Math.max(...STEPS.map((stage) => of("entries", stage)), 1);
  return (
    <table className="data-table compact explained funnel-table">
      <thead>
        <tr>
          <th>{t("cooperation.stage")}</th>
          <th aria-hidden="true" className="bar-column" />
          <th className="figure">{t("cooperation.entries")}</th>
          <th className="figure">{t("cooperation.entered")}</th>
        </tr>
      </thead>
      <tbody>
        {STEPS.map((stage) => (
          <tr key={stage} data-stage={stage}>
            <th scope="row">
              <StageTag stage={stage} />
            </th>
            <td className="bar-column">
              <Bars stage={stage} share={of("entries", stage) / widest} />
            </td>
            {["entries", "stations"].map((what) => (
              <td
                key={what}
                className={what === "entries" ? "figure" : "figure quiet"}
                title={figure(`${what}_${stage}`).formula}
                data-figure={`${what}_${stage}`}
                data-value={of(what, stage)}
              >
                {formatCount(of(what, stage), language)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SHARES = ["negotiating", "signed", "online"] as const;

function Cohorts({ answer }: { answer: Funnel }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const figure = useFigure(answer);
  const rows = [...answer.rows].reverse();
  const never = countOf(answer.total.values.never_prospect);
  return (
    <>
      <table className="data-table compact cohorts">
        <thead>
          <tr>
            <th>{t("cooperation.cohort")}</th>
            <th className="figure">{t("cooperation.size")}</th>
            {SHARES.map((stage) => (
              <th key={stage} className="figure" title={figure(`share_${stage}`).formula}>
                {wordFor("stage", stage)}
              </th>
            ))}
            <th className="figure" title={t("cooperation.medianHint")}>
              {t("cooperation.medianDays")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ bucket, values }) => (
            <Cohort key={bucket} name={quarterOf(bucket ?? "", language)} values={values} />
          ))}
        </tbody>
        <tfoot>
          <Cohort name={t("cooperation.total")} values={answer.total.values} />
        </tfoot>
      </table>
      {never > 0 && (
        <p className="funnel-foot quiet">
          {t("cooperation.never", { count: never, formatted: formatCount(never, language) })}
        </p>
      )}
    </>
  );
}

function Cohort({ name, values }: { name: string; values: Record<string, Wire> }) {
  const language = useLanguage();
  const days = numberOf(values.median_days_online);
  return (
    <tr data-cohort={name}>
      <th scope="row" className="number">
        {name}
      </th>
      <td className="figure" data-figure="cohort" data-value={values.cohort ?? ""}>
        {formatCount(countOf(values.cohort), language)}
      </td>
      {SHARES.map((stage) => {
        const share = numberOf(values[`share_${stage}`]);
        return (
          <td
            key={stage}
            className="figure share"
            style={{ "--share": share ?? 0 } as React.CSSProperties}
            data-figure={`share_${stage}`}
            data-value={share ?? ""}
          >
            {share === null ? NOTHING : formatPercent(share, language)}
          </td>
        );
      })}
      <td className="figure quiet" data-figure="median_days_online" data-value={days ?? ""}>
        {days ?? NOTHING}
      </td>
    </tr>
  );
}
