// What each sheet of a workbook came to.
import type { ImportReport } from "../../api/imports";
import { formatCount } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { kindName } from "./words";

const FIGURES = ["new", "changed", "unchanged", "rejected"] as const;

export function SheetResults({ sheets }: { sheets: ImportReport["sheets"] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (sheets.length === 0) return null;
  return (
    <div className="scroll-x result-table">
      <table className="data-table sheet-results">
        <thead>
          <tr>
            <th>{t("imports.sheet")}</th>
            <th>{t("imports.what")}</th>
            {FIGURES.map((name) => (
              <th key={name} className="figure">
                {t(`imports.figure.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheets.map((sheet) => (
            <tr key={sheet.name}>
              <td>{sheet.name}</td>
              <td>{kindName(sheet.kind, t)}</td>
              {FIGURES.map((name) => (
                <td key={name} className="figure">
                  {formatCount(sheet[name], language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
