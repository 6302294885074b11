// The step from looking to knowing: a dry run of the file as it is read now.
import { ClipboardCheck } from "lucide-react";
import type { Import, Inspection } from "../../api/imports";
import { type ImportParams, importQuery, isReady } from "../../model/imports";
import { useStartImport } from "../../state/imports";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";

interface Props {
  inspection: Inspection;
  params: ImportParams;
  isStale: boolean;
  started: (id: string) => void;
  /** What is in view already. */
  job: Import | undefined;
}

export function Check({ inspection, params, isStale, started, job }: Props) {
  const { t } = useTranslation();
  const start = useStartImport(started);
  const ready = isReady(inspection, params);
  const isRunning = job !== undefined && job.status !== "done" && job.status !== "refused";
  const isChecked = job?.dry_run === true && !isRunning;
  const { kind } = inspection;
  const why =
    kind === null
      ? t("imports.why.kind")
      : !ready && kind === "regions" && params.into === null
        ? t("imports.why.into")
        : !ready
          ? t("imports.why.lacks")
          : t("imports.why.dry");
  return (
    <section className="card check" aria-label={t("imports.check")}>
      <button
        type="button"
        className={isChecked ? "button" : "button primary"}
        disabled={!ready || isStale || isRunning || start.isPending}
        // What is wrong in rows is told row by row, and the others are told, too.
        onClick={() => start.mutate(importQuery(params, inspection, { dryRun: true, skip: true }))}
      >
        <ClipboardCheck size={16} aria-hidden="true" />
        {t(isChecked ? "imports.checkAgain" : "imports.check")}
      </button>
      <p className="quiet">{why}</p>
      {start.error && <ErrorNote error={start.error} />}
    </section>
  );
}
