// On a phone, what the list is in order by: there are no headings to touch.
import { ArrowDown, ArrowUp } from "lucide-react";
import { isMetricColumn, SORTABLE } from "../../model/station-list";
import { useStationListParams } from "../../state/stations";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { useColumnTitle } from "./use-columns";

export function SortMenu() {
  const { t } = useTranslation();
  const [{ cols, sort }, setParams] = useStationListParams();
  const title = useColumnTitle();
  const offered = SORTABLE.filter(
    (column) => !isMetricColumn(column) || cols.includes(column) || column === sort.column,
  );
  return (
    <span className="sort-menu">
      <select
        aria-label={t("stations.sort")}
        value={sort.column}
        onChange={(e) => {
          const column = SORTABLE.find((one) => one === e.target.value) ?? "code";
          setParams({ sort: { column, down: isMetricColumn(column) } }, { replace: true });
        }}
      >
        {offered.map((column) => (
          <option key={column} value={column}>
            {title(column)}
          </option>
        ))}
      </select>
      <IconButton
        icon={sort.down ? ArrowDown : ArrowUp}
        label={t(sort.down ? "stations.descending" : "stations.ascending")}
        onClick={() => setParams({ sort: { ...sort, down: !sort.down } }, { replace: true })}
      />
    </span>
  );
}
