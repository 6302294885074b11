// It was imported: which revision that is, where to see it, and the way back.
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import type { Import } from "../../api/imports";
import { PAGES } from "../../model/pages";
import { usePageSearch } from "../../state/pages";
import { useTranslation } from "../../ui/i18n";
import { UndoImport } from "./undo-import";

interface Props {
  job: Import;
  again: () => void;
}

/** Where what was imported can be looked at, as far as there are such pages. */
const LOOK_AT = ["map", "stations", "cooperation"];

export function Done({ job, again }: Props) {
  const { t } = useTranslation();
  const searchOf = usePageSearch();
  const revision = job.report?.revision ?? null;
  return (
    <section className="card done" aria-label={t("imports.done")} data-testid="done">
      <p>
        <CircleCheck size={18} aria-hidden="true" />
        <strong>
          {revision === null ? t("imports.doneNothing") : t("imports.doneAs", { revision })}
        </strong>
        {revision !== null && <a href={`#revision-${revision}`}>{t("imports.toRevision")}</a>}
      </p>
      <div className="done-actions">
        {PAGES.filter(({ name }) => LOOK_AT.includes(name)).map(({ name, path }) => (
          <Link key={name} className="button" to={path as "/"} search={searchOf(name) as never}>
            {t("imports.lookAt", { page: t(`nav.${name}`) })}
          </Link>
        ))}
        <button type="button" className="button" onClick={again}>
          {t("imports.again")}
        </button>
        {revision !== null && <UndoImport revision={revision} />}
      </div>
    </section>
  );
}
