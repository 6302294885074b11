// A campaign as it stands in its form, and as it is written.
import type { Campaign, NewCampaign } from "../api/campaigns";
import { addDays } from "./date";

/** The fields as the server names them. */
export const DRAFT_FIELDS = [
  "code",
  "name",
  "mechanism",
  "funded_by",
  "from",
  "to",
  "budget",
] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];

export interface CampaignDraft {
  code: string;
  name: string;
  mechanism: string;
  funded_by: string;
  from: string;
  /** The last day, as people say it; empty without an end. */
  to: string;
  budget: string;
}

export const draftOf = (campaign: Campaign | null, today: string): CampaignDraft =>
  campaign
    ? {
        code: campaign.code,
        name: campaign.name,
        mechanism: campaign.mechanism,
        funded_by: campaign.funded_by,
        from: campaign.from,
        to: campaign.to ? addDays(campaign.to, -1) : "",
        budget: campaign.budget?.replace(/\.00$/, "") ?? "",
      }
    : {
        code: "",
        name: "",
        mechanism: "price_cut",
        funded_by: "platform",
        from: today,
        to: "",
        budget: "",
      };

/** Amounts as they are typed: with a sign of money, spaces and commas between thousands. */
const plain = (amount: string) => amount.replace(/[¥￥,，\s]/g, "");

/** What is wrong with the fields, by name: words of the texts. */
export function faultsOf(draft: CampaignDraft): Partial<Record<DraftField, string>> {
  const faults: Partial<Record<DraftField, string>> = {};
  if (draft.code.trim() === "") faults.code = "empty";
  if (draft.from === "") faults.from = "empty";
  if (draft.to !== "" && draft.from !== "" && draft.to < draft.from) faults.to = "early";
  if (draft.budget !== "" && !/^\d+(\.\d{1,2})?$/.test(plain(draft.budget))) {
    faults.budget = "amount";
  }
  return faults;
}

/** What is left empty is cleared. */
export function bodyOf(draft: CampaignDraft): NewCampaign {
  const name = draft.name.trim();
  return {
    code: draft.code.trim(),
    // A new campaign without a name is called by its code.
    ...(name ? { name } : {}),
    mechanism: draft.mechanism,
    funded_by: draft.funded_by,
    from: draft.from,
    to: draft.to ? addDays(draft.to, 1) : null,
    budget: plain(draft.budget) || null,
  };
}
