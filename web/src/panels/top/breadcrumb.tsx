// Where the view is among the regions, and the way back up.
import { ArrowLeft, ChevronRight } from "lucide-react";
import { useDrill } from "../../state/drill";
import { useNetwork } from "../../state/queries";
import { useRegionView } from "../../state/region-view";
import { useView } from "../../state/view";
import { useTranslation, wordFor } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";

export function Breadcrumb() {
  const { t } = useTranslation();
  const { within } = useView();
  const { path, level } = useRegionView();
  const synthetic = useNetwork().data?.synthetic;
  const drill = useDrill();
  return (
    <nav className="breadcrumb" aria-label={t("top.breadcrumb")} data-testid="breadcrumb">
      {path.length > 0 && (
        <IconButton
          icon={ArrowLeft}
          label={t("top.back")}
          onClick={() => drill(path.at(-2)?.code ?? null)}
        />
      )}
      <ol>
        <li>
          <button type="button" disabled={within === null} onClick={() => drill(null)}>
            {t("top.country")}
          </button>
        </li>
        {path.map((region, i) => (
          <li key={region.code + region.level}>
            <ChevronRight size={13} aria-hidden="true" />
            <button
              type="button"
              disabled={i === path.length - 1}
              aria-current={i === path.length - 1 ? "page" : undefined}
              onClick={() => drill(region.code)}
            >
              {region.name}
            </button>
          </li>
        ))}
      </ol>
      {level && <span className="level-tag">{wordFor("level", level)}</span>}
      {synthetic && <span className="synthetic">{t("app.synthetic")}</span>}
    </nav>
  );
}
