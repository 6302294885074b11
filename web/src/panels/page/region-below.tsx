// One step down among the regions, for pages that have no map to click on.
import { useDrill } from "../../state/drill";
import { useRegionsBelow } from "../../state/queries";
import { useRegionView } from "../../state/region-view";
import { useView } from "../../state/view";
import { useTranslation, wordFor } from "../../ui/i18n";
import { Select } from "../../ui/select";

export function RegionBelow() {
  const { t } = useTranslation();
  const { within } = useView();
  const { set, levels, path } = useRegionView();
  const drill = useDrill();
  const here = path.at(-1);
  const level = here ? levels[levels.indexOf(here.level) + 1] : levels[0];
  // A level may be skipped: then the parent's children are of the one after.
  const below = useRegionsBelow(set, within, within ? null : (level ?? null));
  if (!level || below.data?.length === 0) return null;
  return (
    <div className="region-below" key={within ?? ""}>
      <Select
        searchable
        label={t("page.below")}
        placeholder={t("page.choose", { level: wordFor("level", level) })}
        value={null}
        loading={below.isFetching}
        onChange={(code) => drill(code)}
        options={(below.data ?? []).map((region) => ({ value: region.code, label: region.name }))}
      />
    </div>
  );
}
