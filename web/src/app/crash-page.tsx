// The last resort when a part of the page fails: says so, offers to begin again.
import { useTranslation } from "../ui/i18n";

export function CrashPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <main className="message-page" role="alert">
      <h1>{t("error.crashed")}</h1>
      <p className="quiet">{error instanceof Error ? error.message : String(error)}</p>
      <button type="button" className="button primary" onClick={() => window.location.reload()}>
        {t("error.reload")}
      </button>
    </main>
  );
}
