// A page that is on its way: where its parts will stand.
import { useTranslation } from "./i18n";
import { Skeleton } from "./skeleton";

export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <main className="page-waiting" aria-busy="true" aria-label={t("nav.loading")}>
      <Skeleton lines={2} height={28} />
      <Skeleton lines={10} height={20} />
    </main>
  );
}
