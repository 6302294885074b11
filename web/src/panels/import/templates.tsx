// Empty files to fill in, one for each kind of rows.
import { Download } from "lucide-react";
import { templateFile } from "../../api/imports";
import { KINDS } from "../../model/imports";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { usePopup } from "../../ui/use-popup";
import { kindName } from "./words";

export function Templates() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { open, setOpen, box, button, onKeyDown } = usePopup();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes the list, which has its own links
    <div ref={box} className="templates" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className="button"
        aria-haspopup="true"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Download size={15} aria-hidden="true" />
        {t("imports.templates")}
      </button>
      {open && (
        <ul className="templates-list">
          {KINDS.map((kind) => (
            <li key={kind}>
              <a download href={templateFile(kind, language)} onClick={() => setOpen(false)}>
                {kindName(kind, t)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
