// The comparisons that are kept of a campaign: shown again as they were, and made again
// from what was known then, to see whether the same comes out.
import { Check, RefreshCw, TriangleAlert, X } from "lucide-react";
import type { Reproduction, SavedComparison } from "../../api/campaigns";
import { formatRelative } from "../../model/figure";
import { formatCount, formatShortDate, NOTHING } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import {
  useKeepComparisons,
  useSavedComparison,
  useSavedComparisons,
  useShown,
} from "../../state/uplift";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { SpanText } from "../../ui/span-text";
import { SureButton } from "../../ui/sure-button";

function Verdict({ made }: { made: Reproduction }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const share = (answer: Reproduction["saved"]) =>
    answer.estimate ? formatRelative(answer.estimate.uplift.estimate, language) : NOTHING;
  const revision = formatCount(made.revision, language);
  return (
    <p className="reproduced" data-equal={made.is_equal} role="status">
      {made.is_equal ? (
        <>
          <Check size={14} aria-hidden="true" /> {t("uplift.equal", { revision })}
        </>
      ) : (
        <>
          <TriangleAlert size={14} aria-hidden="true" />{" "}
          {t("uplift.unequal", { saved: share(made.saved), made: share(made.reproduced) })}
        </>
      )}
    </p>
  );
}

function SavedRow({ code, saved }: { code: string; saved: SavedComparison }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [shown, show] = useShown();
  const { data } = useSavedComparison(code, saved.number);
  const { remove, reproduce } = useKeepComparisons(code);
  const { question, number, title } = saved;
  const uplift = data?.answer.estimate?.uplift;
  const share = (value: number) => formatRelative(value, language);
  const here = shown.saved === number;
  return (
    <li data-saved={number} data-here={here || undefined}>
      <div className="saved-line">
        <button
          type="button"
          className="saved-title"
          aria-current={here}
          onClick={() => show({ saved: here ? 0 : number })}
        >
          {title}
        </button>
        <span className="number saved-figure" data-value={uplift?.estimate ?? ""}>
          {uplift ? (
            <>
              <b>{share(uplift.estimate)}</b>{" "}
              <small>
                {t("uplift.range", { low: share(uplift.low), high: share(uplift.high) })}
              </small>
            </>
          ) : data ? (
            NOTHING
          ) : (
            ""
          )}
        </span>
      </div>
      <p className="quiet saved-question">
        <span>{t(`uplift.measure.${question.metric}`, { defaultValue: question.metric })}</span>
        <span>
          {t("uplift.option.baseline")}{" "}
          <SpanText from={question.baseline_from} to={question.baseline_to} />
        </span>
        <span>{question.controls ? t("uplift.byFilter") : t("uplift.likeThem")}</span>
        <span>{t("panel.asOf", { date: formatShortDate(question.at, language) })}</span>
        <span>{t("uplift.revision", { revision: formatCount(saved.revision, language) })}</span>
      </p>
      <div className="saved-actions">
        <button
          type="button"
          className="text-button"
          disabled={reproduce.isPending}
          onClick={() => reproduce.mutate(number)}
        >
          <RefreshCw size={13} aria-hidden="true" /> {t("uplift.reproduce")}
        </button>
        <SureButton
          className="text-button"
          sure={t("uplift.deleteSure")}
          label={t("uplift.deleteSaved", { title })}
          disabled={remove.isPending}
          onSure={() => {
            if (here) show({ saved: 0 }, { replace: true });
            remove.mutate(number);
          }}
        >
          <X size={13} aria-hidden="true" /> {t("uplift.delete")}
        </SureButton>
      </div>
      {reproduce.data && <Verdict made={reproduce.data} />}
      {(reproduce.error ?? remove.error) && <ErrorNote error={reproduce.error ?? remove.error} />}
    </li>
  );
}

export function Saved({ code }: { code: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useSavedComparisons(code);
  return (
    <section className="card section saved" aria-label={t("uplift.saved")}>
      <header>
        <h2>{t("uplift.saved")}</h2>
      </header>
      {error && !data ? (
        <ErrorNote error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={3} height={20} />
      ) : data.length === 0 ? (
        <p className="quiet">{t("uplift.noSaved")}</p>
      ) : (
        <ul data-testid="saved">
          {[...data].reverse().map((saved) => (
            <SavedRow key={saved.number} code={code} saved={saved} />
          ))}
        </ul>
      )}
    </section>
  );
}
