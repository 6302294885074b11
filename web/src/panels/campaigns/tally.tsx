// The campaigns side by side in a sentence: how many brought something, as far as can be said.
import { useTranslation } from "../../ui/i18n";
import type { ComparedRow } from "./compared-rows";

const VERDICTS = ["more", "less", "unclear", "none"] as const;

export function Tally({ rows }: { rows: readonly ComparedRow[] }) {
  const { t } = useTranslation();
  const firm = rows.filter(({ doubtful }) => !doubtful);
  const doubtful = rows.length - firm.length;
  return (
    <section className="card tally" aria-label={t("uplift.question")} data-testid="tally">
      <h2>{t("uplift.question")}</h2>
      <ul>
        {VERDICTS.map((verdict) => {
          const count = firm.filter((row) => row.verdict === verdict).length;
          return count > 0 || verdict === "more" ? (
            <li key={verdict} data-verdict={verdict} data-count={count}>
              <b className="number">{count}</b> {t(`uplift.tally.${verdict}`)}
            </li>
          ) : null;
        })}
        {doubtful > 0 && (
          <li data-verdict="doubtful" data-count={doubtful}>
            <b className="number">{doubtful}</b> {t("uplift.tally.doubtful")}
          </li>
        )}
      </ul>
      <p className="quiet">{t("uplift.tallyHint")}</p>
    </section>
  );
}
