// Who was compared with whom, and who was left out, and why.
import type { Comparison } from "../../api/campaigns";
import { formatCount } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

const SIDES = ["treated", "controls"] as const;

export function Groups({ answer }: { answer: Comparison }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = (n: number) => formatCount(n, language);
  return (
    <section className="card section" aria-label={t("uplift.who")} data-testid="groups">
      <header>
        <h2>{t("uplift.who")}</h2>
      </header>
      <div className="groups">
        {SIDES.map((side) => {
          const { candidates, used, left_out } = answer[side];
          const reasons = Object.entries(left_out).sort((a, b) => b[1] - a[1]);
          return (
            <div key={side} data-group={side}>
              <h3>{t(`uplift.group.${side}`)}</h3>
              <p className="group-used">
                <b className="number" data-figure={`${side}-used`} data-value={used}>
                  {count(used)}
                </b>{" "}
                <span className="quiet">
                  {t(`uplift.usedOf.${side}`, { candidates: count(candidates) })}
                </span>
              </p>
              <ul>
                {reasons.map(([reason, n]) => (
                  <li key={reason} data-reason={reason} data-value={n}>
                    <span>{t(`uplift.leftOut.${reason}`, { defaultValue: reason })}</span>
                    <b className="number">{count(n)}</b>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </div>
    </section>
  );
}
