// The file that is in view: what it is called and how it is written.
import { FileSpreadsheet, X } from "lucide-react";
import type { Inspection } from "../../api/imports";
import { formatCount } from "../../model/format";
import { sizeOf } from "../../model/imports";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

interface Props {
  name: string | undefined;
  inspection: Inspection | undefined;
  /** To another file; null while there is nothing to leave. */
  away: (() => void) | null;
}

export function FileBar({ name, inspection, away }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows = inspection?.rows;
  const facts = inspection
    ? [
        inspection.format === "geojson" ? "GeoJSON" : inspection.format.toUpperCase(),
        sizeOf(inspection.bytes),
        typeof rows === "number"
          ? t(inspection.rows_are_all ? "imports.rows" : "imports.rowsOver", {
              count: rows,
              shown: formatCount(rows, language),
            })
          : "",
        inspection.header_line && inspection.header_line > 1
          ? t("imports.headerLine", { line: inspection.header_line })
          : "",
      ]
    : [];
  return (
    <section className="card file-bar" aria-label={t("imports.file")} data-testid="file-bar">
      <FileSpreadsheet size={22} strokeWidth={1.6} aria-hidden="true" />
      <div>
        <strong>{name || t("imports.nameless")}</strong>
        <p className="quiet number">{facts.filter(Boolean).join(" · ")}</p>
      </div>
      {away && (
        <button type="button" className="button" onClick={away}>
          <X size={15} aria-hidden="true" />
          {t("imports.another")}
        </button>
      )}
    </section>
  );
}
