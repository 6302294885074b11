// What would have happened without the campaign: the answer first, in words, with its
// interval; beside it what one would say without controls, and why that is another number.
import { TriangleAlert } from "lucide-react";
import type { Comparison, Estimate } from "../../api/campaigns";
import { formatCount } from "../../model/format";
import {
  type Check,
  controlChange,
  isDoubtful,
  lackOf,
  marksOf,
  shareScale,
  type Verdict,
  verdictOf,
  withoutIt,
} from "../../model/uplift";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { EffectAxis, EffectMark } from "../campaigns/effect-mark";
import { BETWEEN, useAmounts } from "./amounts";
import { How } from "./how";

/** Changes of the controls smaller than this are none to speak of. */
const LITTLE = 0.005;

function Why({ estimate, unit }: { estimate: Estimate; unit: string }) {
  const { t } = useTranslation();
  const { share } = useAmounts(unit);
  const others = controlChange(estimate);
  const way = others === null || Math.abs(others) < LITTLE ? "flat" : others > 0 ? "up" : "down";
  const steps = [
    ["naive", estimate.naive],
    ["others", others],
    ["uplift", estimate.uplift.estimate],
  ] as const;
  return (
    <div className="why">
      <h3>{t("uplift.why.title")}</h3>
      <dl>
        {steps.map(([step, value]) => (
          <div key={step} data-step={step}>
            <dt>{t(`uplift.step.${step}`)}</dt>
            <dd className="number" data-figure={step} data-value={value ?? ""}>
              {share(value)}
            </dd>
          </div>
        ))}
      </dl>
      <p>{t(`uplift.why.${way}`, { size: share(others).replace(/^[+−±]/, "") })}</p>
    </div>
  );
}

interface AnswerProps {
  answer: Comparison;
  estimate: Estimate;
  doubtful: boolean;
}

function Answer({ answer, estimate, doubtful }: AnswerProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { amount, mean, size, share } = useAmounts(answer.unit);
  const verdict: Verdict = verdictOf(estimate);
  const { uplift, total } = estimate;
  const clear = verdict !== "unclear";
  const gap = {
    share: share(uplift.estimate),
    low: share(uplift.low),
    high: share(uplift.high),
  };
  return (
    <>
      <p className="verdict" data-verdict={verdict}>
        <b data-figure="total" data-value={total.estimate}>
          {t(doubtful ? `uplift.maybe.${verdict}` : `uplift.verdict.${verdict}`, {
            amount: size(total.estimate),
          })}
        </b>
        <span
          className="number"
          data-figure="headline"
          data-value={uplift.estimate}
          data-low={uplift.low}
          data-high={uplift.high}
        >
          {clear ? gap.share : t("uplift.about", gap)}
        </span>
      </p>
      <p className="verdict-words">
        {clear
          ? t("uplift.interval", {
              ...gap,
              from: amount(total.low),
              to: amount(total.high),
            })
          : t("uplift.intervalUnclear", gap)}
        <br />
        {t("uplift.perDay", {
          count: answer.treated.used,
          stations: formatCount(answer.treated.used, language),
          without: mean(withoutIt(estimate)),
          during: mean(estimate.treated.during),
        })}
      </p>
    </>
  );
}

interface Props {
  answer: Comparison;
  checks: readonly Check[];
}

export function Headline({ answer, checks }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { estimate } = answer;
  const bad = checks.filter(({ level }) => level === "bad");
  const doubtful = isDoubtful(checks);
  const scale = estimate ? shareScale(marksOf(estimate)) : null;
  return (
    <section
      className="card two-thirds headline"
      aria-label={t("uplift.question")}
      data-testid="headline"
      data-doubtful={doubtful || undefined}
    >
      <header>
        <h2>{t("uplift.question")}</h2>
        {estimate && doubtful && (
          <span className="doubt-tag">
            <TriangleAlert size={13} aria-hidden="true" /> {t("uplift.doubtful")}
          </span>
        )}
      </header>
      {estimate && scale ? (
        <>
          <Answer answer={answer} estimate={estimate} doubtful={doubtful} />
          {doubtful && (
            <p className="doubt" role="note" data-testid="doubt">
              <TriangleAlert size={16} aria-hidden="true" />
              <span>
                {t("uplift.noConclusion", {
                  reasons: bad
                    .map(({ kind, warning }) =>
                      t(`uplift.checkShort.${kind}`, {
                        count: warning?.stations ?? answer.treated.used,
                        defaultValue: warning?.detail ?? kind,
                      }),
                    )
                    .join(BETWEEN[language]),
                })}
              </span>
            </p>
          )}
          <div
            className="headline-effect"
            data-verdict={verdictOf(estimate)}
            data-doubtful={doubtful || undefined}
          >
            <EffectMark scale={scale} estimate={estimate} doubtful={doubtful} />
            <EffectAxis scale={scale} />
            <p className="effect-legend">
              <span>
                <i className="estimate" /> {t("uplift.legend.uplift")}
              </span>
              <span>
                <i className="naive" /> {t("uplift.legend.naive")}
              </span>
            </p>
          </div>
          <Why estimate={estimate} unit={answer.unit} />
          <How answer={answer} estimate={estimate} />
        </>
      ) : (
        <div className="no-estimate" data-testid="no-estimate">
          <p className="verdict" data-verdict="none">
            <b>{t("uplift.verdict.none")}</b>
          </p>
          <p>{t(`uplift.lack.${lackOf(answer)}`)}</p>
        </div>
      )}
    </section>
  );
}
