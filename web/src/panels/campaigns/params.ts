// What the list of campaigns keeps in the URL.
import { CAMPAIGN_COLUMNS } from "../../model/campaigns";
import { order } from "../../model/order";
import { words } from "../../model/params";
import { usePageParams } from "../../state/page-params";

const LIST = {
  state: words(),
  mechanism: words(),
  funded_by: words(),
  sort: order(CAMPAIGN_COLUMNS, { column: "from", down: true }),
  /** Chosen to be compared. */
  pick: words(),
};

export const NO_CHOICE = { state: [], mechanism: [], funded_by: [] };

export const useListParams = () => usePageParams(LIST);
