// Empty files to fill in, one for each kind of rows.
import { Download } from "lucide-react";
import { templateFile } from "../../api/imports";
import { KINDS } from "../../model/imports";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { kindName } from "./words";

export function Templates() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="templates">
      <span className="quiet">
        <Download size={14} aria-hidden="true" />
        {t("imports.templates")}
      </span>
      <ul>
        {KINDS.map((kind) => (
          <li key={kind}>
            <a download className="chip" href={templateFile(kind, language)}>
              {kindName(kind, t)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
