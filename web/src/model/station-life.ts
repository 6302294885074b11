// All that is dated of a station on one axis: its stages, contracts, fee terms, campaigns and
// notes, each kind in as many rows as it takes for none to lie over another.
import type { Campaign, Participation } from "../api/campaigns";
import type { ContractItem, FeeTerm, Note, StagePeriod } from "../api/types";
import { addDays } from "./date";
import type { Span } from "./period";

export const LANES = ["stages", "contracts", "fees", "campaigns", "notes"] as const;
export type Lane = (typeof LANES)[number];

export interface Dated {
  from: string;
  /** First day after it; null without an end. */
  to: string | null;
}

export type LifeItem = Dated &
  (
    | { lane: "stages"; stage: StagePeriod }
    | { lane: "contracts"; contract: ContractItem }
    | { lane: "fees"; fee: FeeTerm }
    | { lane: "campaigns"; campaign: Campaign }
    | { lane: "notes"; note: Note }
  );

/** A campaign, and while the station takes part in it, which may be a part of it only. */
export interface TakenPart {
  campaign: Campaign;
  participation: Pick<Participation, "from" | "to">;
}

export interface LifeParts {
  stages: readonly StagePeriod[];
  contracts: readonly ContractItem[];
  fees: readonly FeeTerm[];
  campaigns: readonly TakenPart[];
  notes: readonly Note[];
}

/** The first of days that there are; null where there is none. */
const firstOf = (...days: (string | null | undefined)[]): string | null =>
  days.filter((day) => day !== null && day !== undefined).sort()[0] ?? null;

/** A contract is over on the day on which it ends, whichever comes first. */
const endOf = ({ to, terminated_on }: ContractItem): string | null => firstOf(to, terminated_on);

type Terms = Pick<LifeParts, "fees" | "contracts">;

/** A contract's terms count while it holds: what lies beside it never came into force. */
function feeItems({ fees, contracts }: Terms) {
  const byNumber = new Map(contracts.map((contract) => [contract.number, contract]));
  return fees.flatMap((fee) => {
    const contract = fee.contract ? byNumber.get(fee.contract) : undefined;
    const from = [fee.from, contract?.from ?? "", contract?.signed_on ?? ""].sort().at(-1) ?? "";
    const to = firstOf(fee.to, contract && endOf(contract));
    return to !== null && to <= from ? [] : [{ lane: "fees" as const, fee, from, to }];
  });
}

/** The days on which any terms are in force: those of a contract that nobody has signed never are. */
export function ruledDays(terms: Terms): Dated[] {
  const drafts = new Set(
    terms.contracts.filter(({ signed_on }) => !signed_on).map(({ number }) => number),
  );
  return feeItems(terms).filter(({ fee }) => !drafts.has(fee.contract ?? ""));
}

export const lifeItems = (parts: LifeParts): LifeItem[] => [
  ...parts.stages.map((stage) => ({
    lane: "stages" as const,
    stage,
    from: stage.valid_from,
    to: stage.valid_to ?? null,
  })),
  ...parts.contracts.map((contract) => ({
    lane: "contracts" as const,
    contract,
    from: contract.from,
    to: endOf(contract),
  })),
  ...feeItems(parts),
  ...parts.campaigns.map(({ campaign, participation }) => ({
    lane: "campaigns" as const,
    campaign,
    from: participation.from,
    to: firstOf(participation.to, campaign.to),
  })),
  ...parts.notes.map((note) => ({
    lane: "notes" as const,
    note,
    from: note.at,
    to: addDays(note.at, 1),
  })),
];

/** Each item goes into the first row that is free by then; a row is one item at a time. */
export function rowsOf<T extends Dated>(items: readonly T[]): T[][] {
  const rows: { items: T[]; free: string | null }[] = [];
  const order = [...items].sort((a, b) => a.from.localeCompare(b.from));
  for (const item of order) {
    const row = rows.find(({ free }) => free !== null && free <= item.from);
    if (row) {
      row.items.push(item);
      row.free = item.to;
    } else rows.push({ items: [item], free: item.to });
  }
  return rows.map((row) => row.items);
}

/** Fee terms of one component keep to rows of their own, so that a row reads as its rate over time. */
export function feeRows(items: readonly (LifeItem & { lane: "fees" })[]) {
  const components = [...new Set(items.map(({ fee }) => fee.component))].sort();
  return components.flatMap((component) =>
    rowsOf(items.filter(({ fee }) => fee.component === component)),
  );
}

/** Past the last day there is, so that what goes on is seen to go on. */
const BEYOND = 30;

/** From the first thing to the last end that is known, and today in any case. */
export function endsOf(items: readonly Dated[], today: string): Span | null {
  if (items.length === 0) return null;
  const from = items.map((item) => item.from).reduce((a, b) => (a < b ? a : b));
  const last = items.flatMap(({ from: day, to }) => [day, ...(to ? [to] : [])]);
  const to = last.reduce((a, b) => (a > b ? a : b), today);
  return { from: from < today ? from : today, to: addDays(to, BEYOND) };
}
