// How the comparison is made, in a line beside the date: the metric at hand, the rest told.
import { SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import type { ComparisonQuestion } from "../../api/campaigns";
import { formatCount } from "../../model/format";
import { changedIn, MEASURES, USUAL_OPTIONS } from "../../model/uplift";
import { useLanguage } from "../../state/preferences";
import { useCompareOptions } from "../../state/uplift";
import { useTranslation } from "../../ui/i18n";
import { Segments } from "../../ui/segments";
import { SpanText } from "../../ui/span-text";

interface Props {
  /** The question as it was answered; none where several were asked. */
  question: ComparisonQuestion | null;
  /** Whether all options are laid open below. */
  open: boolean;
  onOpen: (open: boolean) => void;
  /** What can be done with the answer. */
  children?: ReactNode;
}

export function Options({ question, open, onOpen, children }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [options, set] = useCompareOptions();
  const changed = changedIn(options);
  const own = (key: (typeof changed)[number]) => changed.includes(key) || undefined;
  return (
    <div className="options" role="group" aria-label={t("uplift.options")} data-testid="options">
      <Segments
        label={t("uplift.measureLabel")}
        value={options.measure}
        options={MEASURES.map((value) => ({ value, label: t(`uplift.measure.${value}`) }))}
        onChange={(measure) => set({ measure })}
      />
      <p className="options-told">
        {question && (
          <span data-own={own("baseline")}>
            {t("uplift.option.baseline")}{" "}
            <SpanText from={question.baseline_from} to={question.baseline_to} />
          </span>
        )}
        <span data-own={own("controls")} title={options.controls || undefined}>
          {t("uplift.option.controls")}{" "}
          {options.controls ? t("uplift.byFilter") : t("uplift.likeThem")}
        </span>
        <span data-own={own("spillover")}>
          {t("uplift.option.spillover")}{" "}
          <span className="number">
            {t("uplift.metres", { metres: formatCount(options.spillover, language) })}
          </span>
        </span>
      </p>
      <button
        type="button"
        className="button"
        aria-expanded={open}
        onClick={() => onOpen(!open)}
        title={t("uplift.options")}
      >
        <SlidersHorizontal size={15} aria-hidden="true" /> {t("uplift.adjust")}
        {changed.length > 0 && <b className="number badge">{changed.length}</b>}
      </button>
      {changed.length > 0 && (
        <button
          type="button"
          className="text-button"
          onClick={() => set({ ...USUAL_OPTIONS, measure: options.measure })}
        >
          {t("uplift.usual")}
        </button>
      )}
      {children}
    </div>
  );
}
