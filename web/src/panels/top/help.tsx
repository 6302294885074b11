// The keyboard shortcuts, in a dialog.
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";

const KEYS = [
  ["search", ["/"]],
  ["month", ["←", "→"]],
  ["play", ["Space"]],
  ["zoom", ["+", "−"]],
  ["pan", ["Shift ← ↑ ↓ →"]],
  ["tools", ["P", "C", "B"]],
  ["box", ["Shift"]],
  ["escape", ["Esc"]],
  ["help", ["?"]],
] as const;

export default function Help({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={close}>
      <header>
        <h2 id="help-title">{t("help.title")}</h2>
        <IconButton icon={X} label={t("help.close")} onClick={() => dialog.current?.close()} />
      </header>
      <dl>
        {KEYS.map(([name, keys]) => (
          <div key={name}>
            <dt>{t(`help.${name}`)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key === "Space" ? t("help.space") : key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <a className="help-docs" href="/docs">
        {t("help.docs")}
      </a>
    </dialog>
  );
}
