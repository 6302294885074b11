// The imports that were written, newest first; each can be undone as a whole.
import { useState } from "react";
import type { Revision } from "../../api/imports";
import { formatInstant } from "../../model/format";
import { useRecentImports } from "../../state/imports";
import { useLanguage } from "../../state/preferences";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";
import { useTouched } from "./touched";
import { UndoImport } from "./undo-import";
import { kindName } from "./words";

const FIRST = 8;

export function Recent() {
  const { t } = useTranslation();
  const recent = useRecentImports();
  const [all, setAll] = useState(false);
  const items = recent.data ?? [];
  const shown = all ? items : items.slice(0, FIRST);
  return (
    <div className="card" data-testid="recent">
      <Section title={t("imports.recent")}>
        {recent.isPending && <Skeleton lines={4} height={20} />}
        {recent.error && <ErrorNote error={recent.error} retry={() => void recent.refetch()} />}
        {recent.data?.length === 0 && <p className="quiet">{t("imports.noRecent")}</p>}
        {shown.length > 0 && (
          <div className="scroll-x">
            <table className="data-table">
              <thead>
                <tr>
                  <th className="figure">{t("imports.revision")}</th>
                  <th>{t("imports.when")}</th>
                  <th>{t("imports.file")}</th>
                  <th>{t("imports.did.title")}</th>
                  <th>{t("imports.who")}</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {shown.map((revision) => (
                  <Row key={revision.revision} revision={revision} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {!all && items.length > FIRST && (
          <button type="button" className="text-button" onClick={() => setAll(true)}>
            {t("imports.moreRecent", { count: items.length - FIRST })}
          </button>
        )}
      </Section>
    </div>
  );
}

function Row({ revision: item }: { revision: Revision }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const touched = useTouched();
  const { revision, undone_by: undoneBy } = item;
  // `import KIND NAME`
  const [, kind = "", ...name] = item.source.split(" ");
  return (
    <tr id={`revision-${revision}`} data-revision={revision}>
      <td className="figure">{revision}</td>
      <td className="nowrap">{formatInstant(item.recorded_at, language)}</td>
      <td>
        {name.join(" ") || t("imports.nameless")}
        <small className="quiet">{kindName(kind, t)}</small>
      </td>
      <td className="recent-did">{touched(item.touched)}</td>
      <td>{item.actor}</td>
      <td className="recent-undo">
        {undoneBy ? (
          <span className="quiet">{t("imports.undoneBy", { revision: undoneBy })}</span>
        ) : (
          <UndoImport revision={revision} small />
        )}
      </td>
    </tr>
  );
}
