// The whole of a list as a file, with columns in the reader's language.
import { Download } from "lucide-react";
import { type Query, queryString } from "../api/query-string";
import { formatCount } from "../model/format";
import { MOST_IN_FILE } from "../model/station-list";
import { useLanguage } from "../state/preferences";
import { useTranslation } from "./i18n";

const FORMATS = ["xlsx", "csv"] as const;

interface Props {
  path: string;
  /** Nothing is offered while it is not known. */
  query: object | null;
  /** What is in the file, where it is not simply what stands beside it. */
  title?: string;
  /** What is said in the file's place where more rows match than it takes. */
  limit?: { matched: number | null; said: string };
}

export function ExportLinks({ path, query, title, limit }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (query === null) return null;
  if (limit && (limit.matched ?? 0) > MOST_IN_FILE) {
    return (
      <span className="export-links">
        <Download size={14} aria-hidden="true" />{" "}
        {t(limit.said, { most: formatCount(MOST_IN_FILE, language) })}
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
