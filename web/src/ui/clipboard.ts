// Copies a text and says so.
import { useCallback } from "react";
import { showToast } from "../state/toasts";
import { useTranslation } from "./i18n";

export function useCopy() {
  const { t } = useTranslation();
  return useCallback(
    async (text: string) => {
      try {
        await navigator.clipboard.writeText(text);
        showToast({ text: t("top.copied"), tone: "good" });
      } catch {
        // Without a secure origin there is no clipboard: show the text, it can be selected.
        showToast({ text: `${t("top.copyFailed")}: ${text}`, tone: "bad" }, 15_000);
      }
    },
    [t],
  );
}
