// The page of the API's documents, for those who ask it by themselves.
import "../../ui/docs-texts";
import { Docs } from "../../panels/docs/docs";
import { PageFrame } from "../../panels/page/page-frame";
import { useTranslation } from "../../ui/i18n";

export default function DocsPage() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t("docs.title")} asks={[]}>
      <Docs />
    </PageFrame>
  );
}
