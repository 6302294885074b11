// The page /campaigns/$code.
import { useParams } from "@tanstack/react-router";
import { Campaign } from "../../panels/campaign/campaign";

export default function CampaignPage() {
  const { code } = useParams({ from: "/campaigns/$code" });
  // Another campaign is another page: nothing that was opened on this one stays.
  return <Campaign key={code} code={code} />;
}
