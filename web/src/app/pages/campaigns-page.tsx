// The page /campaigns.
import { Campaigns } from "../../panels/campaigns/campaigns";

export default function CampaignsPage() {
  return <Campaigns />;
}
