// The uplift taken apart: the four means, the formula, and where the interval comes from.
import type { Comparison, Estimate } from "../../api/campaigns";
import { Disclosure } from "../../ui/disclosure";
import { useTranslation } from "../../ui/i18n";
import { SpanText } from "../../ui/span-text";
import { useAmounts } from "./amounts";

export function How({ answer, estimate }: { answer: Comparison; estimate: Estimate }) {
  const { t } = useTranslation();
  const { exact, share } = useAmounts(answer.unit);
  const { question, from, to } = answer;
  const groups = [
    ["treated", estimate.treated],
    ["controls", estimate.controls],
  ] as const;
  return (
    <Disclosure className="how" title={t("uplift.how.title")}>
      <div className="scroll-x">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("uplift.how.mean")}</th>
              <th scope="col" className="figure">
                {t("uplift.how.before")}
                <small>
                  <SpanText from={question.baseline_from} to={question.baseline_to} />
                </small>
              </th>
              <th scope="col" className="figure">
                {t("uplift.how.during")}
                <small>{from && to && <SpanText from={from} to={to} />}</small>
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map(([group, means]) => (
              <tr key={group}>
                <th scope="row">{t(`uplift.group.${group}`)}</th>
                <td className="figure" data-figure={`${group}-before`}>
                  {exact(means.before)}
                </td>
                <td className="figure" data-figure={`${group}-during`}>
                  {exact(means.during)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="formula">
        {t("uplift.how.formula", {
          t1: exact(estimate.treated.during),
          t0: exact(estimate.treated.before),
          c1: exact(estimate.controls.during),
          c0: exact(estimate.controls.before),
          result: share(estimate.uplift.estimate),
        })}
      </p>
      <p className="quiet">{t("uplift.how.text", { seed: question.seed })}</p>
    </Disclosure>
  );
}
