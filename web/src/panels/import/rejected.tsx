// The rows that were rejected: line, column, value, reason; and all of them as a file to mend.
import { Download } from "lucide-react";
import { type ImportReport, rejectedFile } from "../../api/imports";
import { formatCount, NOTHING } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";

const FORMATS = ["csv", "xlsx"] as const;

interface Props {
  id: string;
  report: ImportReport;
  /** Whether the server still has the file, and so whole rows of it. */
  isKept: boolean;
}

export function Rejected({ id, report, isKept }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  // A region is more than a row, and the sheets of a workbook have no columns in common.
  const isWhole = isKept && report.kind !== "regions";
  const formats = FORMATS.filter((format) => format === "xlsx" || report.sheets.length === 0);
  if (report.rejected === 0) return <p className="quiet">{t("imports.noneRejected")}</p>;
  return (
    <>
      <p className="downloads">
        <Download size={14} aria-hidden="true" />
        <span className="quiet">{t(isWhole ? "imports.mendRejected" : "imports.allRejected")}</span>
        {formats.map((format) => (
          <a key={format} download href={rejectedFile(id, format, language)}>
            {format.toUpperCase()}
          </a>
        ))}
      </p>
      {report.errors_lost > 0 && (
        <p className="import-warning" data-testid="errors-lost">
          {t("imports.lostRejected", { shown: formatCount(report.errors_lost, language) })}
        </p>
      )}
      <div className="scroll-x result-table">
        <table className="data-table" data-testid="rejected">
          <thead>
            <tr>
              <th className="figure">{t("imports.line")}</th>
              <th>{t("imports.column")}</th>
              <th>{t("imports.value")}</th>
              <th>{t("imports.reasonTitle")}</th>
            </tr>
          </thead>
          <tbody>
            {report.errors.map((error, at) => (
              <tr key={`${error.line}-${at}`}>
                <td className="figure">{error.line}</td>
                <td>{error.column ?? NOTHING}</td>
                <td className="value">
                  {error.value || <span className="quiet">{t("imports.empty")}</span>}
                </td>
                <td>{error.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {report.errors_omitted > 0 && (
        <p className="quiet card-note">
          {t("imports.firstRejected", {
            shown: formatCount(report.errors.length, language),
            more: formatCount(report.errors_omitted, language),
          })}
        </p>
      )}
    </>
  );
}
