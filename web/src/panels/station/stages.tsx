// The stages of a station: on the axis, as a list, and a way to add one.
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { formatShortDate } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useNetwork } from "../../state/queries";
import { useTimeline } from "../../state/station";
import { useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";
import { SpanText } from "../../ui/span-text";
import { StageTag } from "../../ui/stage-tag";
import { TimelineBar } from "./timeline-bar";

const StageForm = lazy(() => import("./stage-form"));

export function Stages({ code, name }: { code: string; name: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { at, knownAt } = useView();
  const [adding, setAdding] = useState(false);
  const timeline = useTimeline(code);
  const today = useNetwork().data?.today;
  const periods = [...(timeline.data ?? [])].sort((a, b) =>
    b.valid_from.localeCompare(a.valid_from),
  );
  return (
    <Section
      title={t("station.timeline")}
      extra={
        !adding &&
        !knownAt && (
          <button type="button" className="text-button" onClick={() => setAdding(true)}>
            <Plus size={14} aria-hidden="true" /> {t("station.addStage")}
          </button>
        )
      }
    >
      {adding && today && !knownAt && (
        <Suspense fallback={<Skeleton lines={3} height={30} />}>
          <StageForm code={code} name={name} date={at ?? today} done={() => setAdding(false)} />
        </Suspense>
      )}
      {timeline.isPending && <Skeleton lines={3} />}
      {timeline.error && <ErrorNote error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.data?.length === 0 && <p className="quiet">{t("station.noTimeline")}</p>}
      {today && <TimelineBar periods={periods} date={at ?? today} today={today} />}
      <ol className="stages" data-testid="stages">
        {periods.map((p) => (
          <li key={p.valid_from}>
            <StageTag stage={p.stage} />
            <span className="quiet number">
              {p.valid_to ? (
                <SpanText from={p.valid_from} to={p.valid_to} />
              ) : (
                t("station.since", { date: formatShortDate(p.valid_from, language) })
              )}
            </span>
            {p.note && <p>{p.note}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
