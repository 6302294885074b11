// The weeks of the chart in figures, for those who want to read them.
import type { Comparison } from "../../api/campaigns";
import { NOTHING } from "../../model/format";
import { Disclosure } from "../../ui/disclosure";
import { useTranslation } from "../../ui/i18n";
import { SpanText } from "../../ui/span-text";
import { useAmounts } from "./amounts";

const SIDES = ["treated", "controls"] as const;

export function Weeks({ answer }: { answer: Comparison }) {
  const { t } = useTranslation();
  const { exact } = useAmounts(answer.unit);
  const index = (value: number | null | undefined) => value?.toFixed(1) ?? NOTHING;
  return (
    <Disclosure className="how" title={t("uplift.weeks")}>
      <div className="scroll-x">
        <table className="data-table" data-testid="weeks">
          <thead>
            <tr>
              <th scope="col">{t("uplift.week")}</th>
              {SIDES.map((side) => (
                <th key={side} scope="col" className="figure" colSpan={2}>
                  {t(`uplift.group.${side}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.weeks.map((week) => (
              <tr
                key={week.from}
                data-campaign={(answer.from && week.from >= answer.from) || undefined}
              >
                <th scope="row">
                  <SpanText from={week.from} to={week.to} />
                </th>
                {SIDES.map((side) => [
                  <td key={side} className="figure" data-week={side}>
                    {exact(week[side])}
                  </td>,
                  <td key={`${side}-index`} className="figure quiet">
                    {index(week[`${side}_index`])}
                  </td>,
                ])}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Disclosure>
  );
}
