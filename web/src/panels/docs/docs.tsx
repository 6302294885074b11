// The API as its server describes it: every operation, found by typing.
import "./docs.css";
import { Search } from "lucide-react";
import { useDeferredValue } from "react";
import { chapters } from "../../model/openapi";
import { text } from "../../model/params";
import { useOpenApi } from "../../state/openapi";
import { usePageParams } from "../../state/page-params";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { Skeleton } from "../../ui/skeleton";
import { OperationItem } from "./operation-item";

const PARAMS = { q: text };

export function Docs() {
  const { t } = useTranslation();
  const api = useOpenApi();
  const [{ q }, set] = usePageParams(PARAMS);
  const asked = useDeferredValue(q);
  if (api.error) return <ErrorNote error={api.error} retry={() => void api.refetch()} />;
  if (!api.data) return <Skeleton lines={14} height={22} />;
  const found = chapters(api.data, asked);
  return (
    <div className="docs" data-testid="docs">
      <p className="docs-lead quiet">
        {t("docs.lead")} <a href="/openapi.json">/openapi.json</a>
      </p>
      <label className="docs-search">
        <Search size={15} aria-hidden="true" />
        <input
          type="search"
          value={q}
          placeholder={t("docs.search")}
          aria-label={t("docs.search")}
          onChange={(e) => set({ q: e.target.value }, { replace: true })}
        />
      </label>
      {found.length === 0 && <p className="quiet">{t("docs.none", { text: asked })}</p>}
      {found.map((chapter) => (
        <section key={chapter.name} className="card docs-chapter" aria-label={chapter.name}>
          <header>
            <h2>{chapter.name}</h2>
            <p className="quiet">{chapter.description}</p>
          </header>
          {chapter.operations.map((operation) => (
            <OperationItem
              key={`${operation.method} ${operation.path}`}
              operation={operation}
              schemas={api.data.components?.schemas ?? {}}
            />
          ))}
        </section>
      ))}
    </div>
  );
}
