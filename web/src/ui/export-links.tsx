// The whole of a list as a file, with columns in the reader's language.
import { Download } from "lucide-react";
import { type Query, queryString } from "../api/query-string";
import { useLanguage } from "../state/preferences";
import { useTranslation } from "./i18n";

const FORMATS = ["xlsx", "csv"] as const;

interface Props {
  path: string;
  /** Nothing is offered while it is not known. */
  query: object | null;
  /** What is in the file, where it is not simply what stands beside it. */
  title?: string;
  /** Why there can be no file, said in its place. */
  refused?: string | undefined;
}

export function ExportLinks({ path, query, title, refused }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (query === null) return null;
  if (refused) {
    return (
      <span className="export-links">
        <Download size={14} aria-hidden="true" /> {refused}
      </span>
    );
  }
  return (
    <span className="export-links" title={title}>
      <Download size={14} aria-hidden="true" />
      {FORMATS.map((format) => (
        <a
          key={format}
          download
          href={`${path}${queryString({ ...query, format, headers: language } as Query)}`}
          aria-label={t("top.exportAs", { format: format.toUpperCase() })}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </span>
  );
}
