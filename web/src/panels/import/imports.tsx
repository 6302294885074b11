// The import page: a file, what it is, what it would change, and what was imported before.
// Where one stands is in the URL, so that a page which comes back goes on there.
import "./import.css";
import "../../ui/import-texts";
import { type ReactNode, useCallback, useState } from "react";
import type { Place } from "../../api/types";
import { IMPORT_PARAMS, type ImportParams, NO_FILE } from "../../model/imports";
import { forgetUpload, isGone, useImport, useInspection } from "../../state/imports";
import { usePageParams } from "../../state/page-params";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { PageFrame } from "../page/page-frame";
import { Check } from "./check";
import { Done } from "./done";
import { DropZone } from "./drop-zone";
import { FileBar } from "./file-bar";
import { Job } from "./job";
import { Reading } from "./reading";
import { Recent } from "./recent";
import { Unreadable } from "./unreadable";

export type ShowPoints = (points: readonly Place[], label: string) => ReactNode;

export function Imports({ pointsMap }: { pointsMap: ShowPoints }) {
  const { t } = useTranslation();
  const [params, set] = usePageParams(IMPORT_PARAMS);
  const inspection = useInspection(params);
  // A file that cannot be read has no name but that which it was sent by.
  const [sent, setSent] = useState<{ id: string; name: string } | null>(null);
  const job = useImport(params.job);
  const start = useCallback(() => {
    if (params.upload) forgetUpload(params.upload);
    set(NO_FILE);
  }, [params.upload, set]);
  /** What was checked is no longer what would be imported. */
  const change = (patch: Partial<ImportParams>) => set({ ...patch, job: null }, { replace: true });

  const running = job.data;
  // Once it is being written there is nothing more to correct, and the file may go.
  const isWritten = running !== undefined && !running.dry_run && running.status !== "refused";
  const lost = (isGone(inspection.error) && !isWritten) || isGone(job.error);
  const look = inspection.data;
  return (
    <PageFrame title={t("imports.title")} asks={[]}>
      <div className="import" data-testid="import">
        {params.upload === null || lost ? (
          <DropZone
            note={lost ? t("imports.lost") : null}
            done={({ id, name }) => {
              setSent({ id, name });
              set({ ...NO_FILE, upload: id });
            }}
          />
        ) : (
          <FileBar
            name={
              look?.name ?? running?.name ?? (sent?.id === params.upload ? sent.name : undefined)
            }
            inspection={look}
            away={isWritten ? null : start}
          />
        )}
        {params.upload !== null && !lost && !isWritten && (
          <>
            {inspection.error && (
              <Unreadable
                error={inspection.error}
                params={params}
                change={change}
                retry={() => void inspection.refetch()}
              />
            )}
            {look ? (
              <>
                <Reading
                  inspection={look}
                  params={params}
                  isStale={inspection.isPlaceholderData || inspection.isError}
                  change={change}
                  pointsMap={pointsMap}
                />
                <Check
                  inspection={look}
                  params={params}
                  isStale={inspection.isPlaceholderData || inspection.isError}
                  started={(id) => set({ job: id }, { replace: true })}
                  job={running}
                />
              </>
            ) : (
              inspection.isPending && (
                <section className="card import-waiting">
                  <Skeleton lines={8} height={18} />
                </section>
              )
            )}
          </>
        )}
        {running && isWritten && running.status === "done" && <Done job={running} again={start} />}
        {running && !lost && (
          <Job job={running} params={params} inspection={look} started={(id) => set({ job: id })} />
        )}
        <Recent />
      </div>
    </PageFrame>
  );
}
