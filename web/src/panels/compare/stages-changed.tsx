// How the stations divided into stages on both dates.
import type { Stats, Values } from "../../api/types";
import { formatChange } from "../../model/figure";
import { formatCount, formatShortDate } from "../../model/format";
import { STAGE_COLOURS, STAGES, type StageOrNone } from "../../model/palette";
import { countOf } from "../../model/value";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { StageTag } from "../../ui/stage-tag";

/** Every stage's count, and of those without one. */
function partsOf(values: Values): [StageOrNone, number][] {
  const named = STAGES.map((stage): [StageOrNone, number] => [stage, countOf(values[stage])]);
  const rest = countOf(values.stations) - named.reduce((sum, [, count]) => sum + count, 0);
  return [...named, ["none", Math.max(0, rest)]];
}

export function StagesChanged({ before, after }: { before: Stats; after: Stats }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const earlier = partsOf(before.total.values);
  const later = partsOf(after.total.values);
  const sides = [
    [before.at, earlier],
    [after.at, later],
  ] as const;
  return (
    <Section title={t("panel.composition")}>
      <div className="two-bars" aria-hidden="true">
        {sides.map(([at, parts]) => (
          <div key={at}>
            <span className="quiet number">{formatShortDate(at, language)}</span>
            <div className="stage-bar">
              {parts.map(
                ([stage, count]) =>
                  count > 0 && (
                    <i key={stage} style={{ flexGrow: count, background: STAGE_COLOURS[stage] }} />
                  ),
              )}
            </div>
          </div>
        ))}
      </div>
      <table className="before-after">
        <thead className="visually-hidden">
          <tr>
            <th>{t("rail.stage")}</th>
            <th>{t("compare.before")}</th>
            <th>{t("compare.after")}</th>
            <th>{t("compare.change")}</th>
          </tr>
        </thead>
        <tbody>
          {later.map(([stage, count], i) => {
            const was = earlier[i]?.[1] ?? 0;
            return (
              <tr key={stage}>
                <th scope="row">
                  <StageTag stage={stage} />
                </th>
                <td className="number quiet">{formatCount(was, language)}</td>
                <td className="number">{formatCount(count, language)}</td>
                <td className="number quiet">
                  {count === was ? "·" : formatChange(count - was, "count", language)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
