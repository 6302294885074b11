// The place where short messages appear.
import { Check, Info, TriangleAlert, X } from "lucide-react";
import { dismissToast, useToasts } from "../state/toasts";
import { useTranslation } from "./i18n";

const ICON = { plain: Info, good: Check, bad: TriangleAlert };

export function Toaster() {
  const { t } = useTranslation();
  const toasts = useToasts();
  return (
    <div className="toaster" role="status" aria-live="polite">
      {toasts.map((toast) => {
        const Icon = ICON[toast.tone];
        return (
          <div key={toast.id} className={`toast ${toast.tone}`}>
            <Icon size={16} aria-hidden="true" />
            <span>{toast.text}</span>
            {toast.action && (
              <button
                type="button"
                className="text-button"
                onClick={() => {
                  toast.action?.run();
                  dismissToast(toast.id);
                }}
              >
                {toast.action.label}
              </button>
            )}
            <button
              type="button"
              className="toast-close"
              aria-label={t("help.close")}
              onClick={() => dismissToast(toast.id)}
            >
              <X size={14} aria-hidden="true" />
            </button>
          </div>
        );
      })}
    </div>
  );
}
