// Over a comparison that was saved: what it is, and the ways back to the figures of now.
import { Bookmark } from "lucide-react";
import type { SavedComparisonDetail } from "../../api/campaigns";
import { formatCount, formatShortDate } from "../../model/format";
import { optionsOf } from "../../model/uplift";
import { useLanguage } from "../../state/preferences";
import { useNetwork } from "../../state/queries";
import { useCompareOptions, useShown } from "../../state/uplift";
import { useSetView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { SpanText } from "../../ui/span-text";

export function SavedBanner({ saved }: { saved: SavedComparisonDetail | undefined }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [, show] = useShown();
  const [, setOptions] = useCompareOptions();
  const setView = useSetView();
  const today = useNetwork().data?.today;
  if (!saved) {
    return (
      <div className="card section" style={{ minHeight: 50 }}>
        <Skeleton lines={1} height={18} />
      </div>
    );
  }
  const { question, title, revision } = saved;
  return (
    <section className="card saved-banner" aria-label={title} data-testid="saved-banner">
      <Bookmark size={16} aria-hidden="true" />
      <p>
        <b>{title}</b>{" "}
        <span className="quiet">
          {t("uplift.savedAs", {
            revision: formatCount(revision, language),
            date: formatShortDate(question.at, language),
          })}{" "}
          {t(`uplift.measure.${question.metric}`, { defaultValue: question.metric })} ·{" "}
          {t("uplift.option.baseline")}{" "}
          <SpanText from={question.baseline_from} to={question.baseline_to} />
        </span>
      </p>
      <div className="options-actions">
        <button
          type="button"
          className="text-button"
          onClick={() => {
            setOptions(optionsOf(question));
            setView({ at: question.at === today ? null : question.at });
            show({ saved: 0 });
          }}
        >
          {t("uplift.askAgain")}
        </button>
        <button type="button" className="button" onClick={() => show({ saved: 0 })}>
          {t("uplift.backToNow")}
        </button>
      </div>
    </section>
  );
}
