// The page /campaigns/comparison: several campaigns side by side.
import { SideBySide } from "../../panels/campaigns/side-by-side";

export default function CampaignsComparisonPage() {
  return <SideBySide />;
}
