// A modal dialog with a title and a way out: Escape, a click beside it, or its button.
import "./dialog.css";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "./i18n";
import { IconButton } from "./icon-button";

interface Props {
  title: string;
  /** In CSS pixels; on a phone it takes what there is. */
  width?: number;
  onClose: () => void;
  children: ReactNode;
}

export function Dialog({ title, width = 480, onClose, children }: Props) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  // Closing it by itself gives the focus back to where it was.
  const close = () => dialog.current?.close();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape and a button
    <dialog
      ref={dialog}
      className="dialog"
      style={{ width }}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(e) => e.target === dialog.current && close()}
    >
      <div className="dialog-body">
        <header>
          <h2 id={id}>{title}</h2>
          <IconButton icon={X} label={t("help.close")} onClick={close} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
