// As it was known: a way beside the date to leave out what was recorded after an
// instant, and the word that it is left out, with a way back to all there is.
import "./known.css";
import { History, X } from "lucide-react";
import { lazy, Suspense } from "react";
import { formatInstant } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useSetView, useView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { usePopup } from "../../ui/use-popup";

const KnownForm = lazy(() => import("./known-form"));

/** `date` is the one in view. */
export function KnownAtButton({ date }: { date: string }) {
  const { t } = useTranslation();
  const { knownAt } = useView();
  const { open, setOpen, close, box, button, onKeyDown } = usePopup();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes the window, which has its own buttons
    <div ref={box} className="known-at" onKeyDown={onKeyDown}>
      <IconButton
        ref={button}
        icon={History}
        label={t("known.open")}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-pressed={knownAt !== null}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <div className="known-popup" role="dialog" aria-label={t("known.title")}>
          <Suspense fallback={null}>
            <KnownForm date={date} done={close} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

/** Nothing while nothing is left out. */
export function KnownNote() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { knownAt } = useView();
  const setView = useSetView();
  if (!knownAt) return null;
  return (
    <p className="known-note" role="status" data-testid="known">
      <History size={14} aria-hidden="true" />
      <span>
        {t("known.at", { time: formatInstant(knownAt, language) })} · {t("known.readOnly")}
      </span>
      <button
        type="button"
        className="toast-close"
        aria-label={t("known.off")}
        title={t("known.off")}
        onClick={() => setView({ knownAt: null })}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </p>
  );
}
