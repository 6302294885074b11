// The last resort when a part of the page fails: says so and what to do, and offers to begin again.
import { useTranslation } from "../ui/i18n";

export function CrashPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <main className="message-page" role="alert">
      <h1>{t("error.crashed")}</h1>
      <p>{t("error.crashedWhat")}</p>
      <button type="button" className="button primary" onClick={() => window.location.reload()}>
        {t("error.reload")}
      </button>
      {/* For whoever is asked for help: in no language of the reader's. */}
      <small className="crash-detail quiet mono" lang="en">
        {error instanceof Error ? error.message : String(error)}
      </small>
    </main>
  );
}
