// An import, dry or not: how far it is, what came of it, and what can be done then.
import { useState } from "react";
import type { Import, Inspection } from "../../api/imports";
import { formatCount, formatPercent } from "../../model/format";
import { type ImportParams, importQuery } from "../../model/imports";
import { useStartImport } from "../../state/imports";
import { useLanguage } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Segments } from "../../ui/segments";
import { Changed } from "./changed";
import { Rejected } from "./rejected";
import { SheetResults } from "./sheet-results";
import { told } from "./words";

interface Props {
  job: Import;
  params: ImportParams;
  /** Gone where the page was left and the file expired: then nothing more can be imported of it. */
  inspection: Inspection | undefined;
  started: (id: string) => void;
}

export function Job({ job, params, inspection, started }: Props) {
  if (job.status !== "done" && job.status !== "refused") return <Progress job={job} />;
  return <Result job={job} params={params} inspection={inspection} started={started} />;
}

function Progress({ job }: { job: Import }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { rows, share } = job.progress;
  return (
    <section className="card job-progress" role="status" data-testid="progress">
      <strong>
        {t(`imports.status.${job.status}`)}
        <span className="number quiet">
          {formatPercent(share, language)}
          {rows > 0 &&
            ` · ${t("imports.rows", { count: rows, shown: formatCount(rows, language) })}`}
        </span>
      </strong>
      <progress value={share} aria-label={t("imports.progress")} />
      {!job.dry_run && <p className="quiet">{t("imports.goesOn")}</p>}
    </section>
  );
}

type Tab = "changed" | "rejected";

function Result({ job, params, inspection, started }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const start = useStartImport(started);
  const { report, problem, changed, dry_run: isDry } = job;
  const [tab, setTab] = useState<Tab | null>(null);
  const shownTab = tab ?? (report && report.rejected > 0 ? "rejected" : "changed");
  const count = (n: number) => formatCount(n, language);
  const rows = report ? report.new + report.changed : 0;
  const figures = report
    ? (["new", "changed", "unchanged", "rejected"] as const).map(
        (name) => [name, report[name]] as const,
      )
    : [];
  return (
    <section className="card result" aria-label={t("imports.result")} data-testid="result">
      <header>
        <h2>{t(isDry ? "imports.dryResult" : "imports.result")}</h2>
        {isDry && <span className="quiet">{t("imports.nothingWritten")}</span>}
      </header>
      {problem && (
        <div className="error-note" role="alert">
          <strong>{t("imports.refused")}</strong>
          <p>{told(problem.detail, t)}</p>
        </div>
      )}
      {report && (
        <>
          <dl className="figures result-figures">
            {figures.map(([name, value]) => (
              <div key={name} className={value > 0 ? name : ""}>
                <dt>{t(`imports.figure.${name}`)}</dt>
                <dd data-figure={name} data-value={value}>
                  {count(value)}
                </dd>
              </div>
            ))}
          </dl>
          <SheetResults sheets={report.sheets} />
          <ul className="notes">
            {report.notes.map((note) => (
              <li key={note}>{told(note, t)}</li>
            ))}
            {report.dropped > 0 && <li>{t("imports.dropped", { count: report.dropped })}</li>}
          </ul>
          {(report.rejected > 0 || !changed || changed.things > 0) && (
            <>
              <Segments
                label={t("imports.details")}
                value={shownTab}
                options={[
                  {
                    value: "changed",
                    label: changed
                      ? t("imports.tab.changed", { count: changed.things })
                      : t("imports.tab.changedForgotten"),
                  },
                  {
                    value: "rejected",
                    label: t("imports.tab.rejected", { count: report.rejected }),
                  },
                ]}
                onChange={setTab}
              />
              {shownTab === "changed" ? (
                <Changed changed={changed ?? null} />
              ) : (
                <Rejected id={job.id} report={report} isKept={job.file_kept === true} />
              )}
            </>
          )}
        </>
      )}
      {isDry && report && inspection && params.upload && (
        <footer>
          <button
            type="button"
            className="button primary"
            data-testid="commit"
            disabled={rows === 0 || start.isPending}
            onClick={() =>
              start.mutate(
                importQuery(params, inspection, { dryRun: false, skip: report.rejected > 0 }),
              )
            }
          >
            {report.rejected > 0
              ? t("imports.importRest", { count: rows, shown: count(rows) })
              : t("imports.importRows", { count: rows, shown: count(rows) })}
          </button>
          <p className="quiet">
            {rows === 0
              ? t("imports.nothingToDo")
              : report.rejected > 0
                ? t("imports.skips", { count: report.rejected, shown: count(report.rejected) })
                : t("imports.oneRevision")}
          </p>
          {start.error && <ErrorNote error={start.error} />}
        </footer>
      )}
    </section>
  );
}
