// Back to the list of campaigns, as it was left.
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { usePageSearch } from "../../state/pages";
import { useTranslation } from "../../ui/i18n";

export function UpLink() {
  const { t } = useTranslation();
  const searchOf = usePageSearch();
  return (
    <Link
      to="/campaigns"
      search={searchOf("campaigns") as never}
      className="icon-button up-link"
      aria-label={t("campaigns.up")}
      title={t("campaigns.up")}
    >
      <ArrowLeft size={17} aria-hidden="true" />
    </Link>
  );
}
