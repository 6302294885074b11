// An address that leads nowhere.
import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "../ui/i18n";

export function NotFoundPage() {
  const { t } = useTranslation();
  const path = useRouterState({ select: (s) => s.location.pathname });
  return (
    <main className="message-page">
      <img src="/favicon.svg" alt="" width="48" height="48" />
      <h1>{t("notFound.title")}</h1>
      <p className="quiet">{t("notFound.text", { path })}</p>
      <Link to="/" className="button primary">
        {t("notFound.home")}
      </Link>
    </main>
  );
}
