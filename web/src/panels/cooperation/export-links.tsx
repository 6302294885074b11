// The whole of a list as a file, with columns in the reader's language.
import { Download } from "lucide-react";
import { type Query, queryString } from "../../api/query-string";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

const FORMATS = ["xlsx", "csv"] as const;

export function ExportLinks({ path, query }: { path: string; query: object | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (query === null) return null;
  return (
    <span className="export-links">
      <Download size={14} aria-hidden="true" />
      {FORMATS.map((format) => (
        <a
          key={format}
          download
          href={`${path}${queryString({ ...query, format, headers: language } as Query)}`}
          aria-label={t("cooperation.export", { format: format.toUpperCase() })}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </span>
  );
}
