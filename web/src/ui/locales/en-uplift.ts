// English texts of comparisons: what would have been without the campaign, how far that can
// be believed, and what it cost.
import type { Shape } from "./shape";
import type { zhUplift } from "./zh-uplift";

export const enUplift: Shape<typeof zhUplift> = {
  uplift: {
    question: "What would have happened without it?",
    what: "How much more or less GMV than without the campaign, and its 95% interval",
    none: "No estimate",
    doubtful: "Indication only",
    noConclusion: "No conclusion can be drawn from this: {{reasons}}.",
    range: "{{low}} to {{high}}",
    orders: "{{number}} orders",
    verdict: {
      more: "{{amount}} more than without it",
      less: "{{amount}} less than without it",
      unclear: "No clear effect",
      none: "No estimate yet",
    },
    maybe: {
      more: "Roughly {{amount}} more",
      less: "Roughly {{amount}} less",
      unclear: "No clear effect",
    },
    short: { unclear: "Unclear" },
    about: "estimate {{share}}",
    interval: "95% interval {{low}} to {{high}}, that is {{from}} to {{to}}.",
    intervalUnclear:
      "The 95% interval {{low}} to {{high}} includes 0: it may have done nothing, a little good or a little harm. The data cannot tell.",
    perDay:
      "The {{stations}} stations compared sold {{during}} a station and day; without it, {{without}} would have been expected.",
    legend: { uplift: "Uplift and 95% interval", naive: "Before-and-after alone" },
    why: {
      title: "Why before-and-after alone says something else",
      up: "The controls, which took no part, rose by {{size}} over the same time (season, market). Before-and-after alone credits the campaign with that, too, and overrates it.",
      down: "The controls, which took no part, fell by {{size}} over the same time (season, market). Before-and-after alone blames the campaign for that, too, and underrates it.",
      flat: "The controls, which took no part, hardly changed over the same time, so the two numbers are close.",
    },
    step: {
      naive: "Participants, before and after",
      others: "Controls, over the same time",
      uplift: "Uplift: the difference",
    },
    how: {
      title: "How it is worked out",
      mean: "A station and day",
      before: "Baseline",
      during: "Campaign",
      formula: "({{t1}} ÷ {{t0}}) ÷ ({{c1}} ÷ {{c0}}) − 1 = {{result}} (difference-in-differences)",
      text: "Controls weigh as the participants do in each stratum. The 95% interval comes from resampling stations (bootstrap, seed {{seed}}).",
    },
    lack: {
      days: "No day of the campaign is known: it has not begun, or its sales are not imported yet.",
      participants: "No stations take part yet; add some below.",
      controls:
        "There are no controls: no similar station is out of every campaign, far enough away and online all the time. Widen the controls by a condition under “Adjust”, or make the spillover radius smaller.",
      comparable:
        "None of the stations taking part can be compared: they are offline, or too little is known of their sales.",
      sales: "One side sold nothing in the baseline or during the campaign, so there is no ratio.",
    },
    checks: "How far to trust it",
    sound: "No serious doubts",
    doubts: "{{count}} serious doubts",
    nothingToCheck: "There is nothing to check without an estimate.",
    level: { good: "Fine", note: "Note", bad: "Serious" },
    checkTitle: {
      few_controls: "Controls",
      few_participants: "Participants compared",
      pre_trend: "Trend before the campaign",
      overlapping_campaigns: "Other campaigns",
      stations_left_out: "Who it speaks for",
      unfinished: "Still running",
      no_baseline: "No baseline",
      mixed_units: "Different units",
    },
    checkGood: {
      few_controls: "{{controls}} of them, enough (10 at least).",
      few_participants: "{{used}} of them, enough (10 at least).",
      pre_trend:
        "{{trend}} apart, and the 95% interval {{low}} to {{high}} includes 0: no clear difference.",
      overlapping_campaigns: "Participants took part in no other, before or during it.",
      stations_left_out: "{{used}} of {{candidates}} participants are compared.",
    },
    checkText: {
      few_controls:
        "Only {{controls}}, fewer than 10: chance at one or two of them can turn the result.",
      few_participants:
        "Only {{used}}, fewer than 10: a single station can turn the result, and the interval looks narrower than it is.",
      pre_trend:
        "The groups were already diverging before the campaign, by {{trend}} (95% interval {{low}} to {{high}}): not all of the gap is the campaign's.",
      overlapping_campaigns:
        "{{stations}} participants took part in other campaigns, too, before or during it, and nobody can tell which did it:",
      stations_left_out:
        "Of {{candidates}} participants, {{stations}} are not compared: the result speaks for the other {{used}}.",
      unfinished: "Counted up to the last day that is known; the result will still change.",
      no_baseline: "Nothing is known of the participants' sales in the baseline.",
      mixed_units:
        "{{stations}} participants count in the other unit (litres or kWh) and are left out.",
    },
    checkShort: {
      few_controls: "only {{count}} controls",
      few_participants: "only {{count}} participants compared",
      pre_trend: "the groups were diverging before the campaign",
      overlapping_campaigns: "{{count}} participants were in other campaigns, too",
      stations_left_out: "most participants are not compared",
      no_baseline: "the baseline is not known",
    },
    checkAdvice: {
      few_controls:
        "Make the spillover radius smaller, or widen the controls by a condition; if that is not enough, take it as a hint.",
      few_participants: "Look at it together with similar campaigns, or wait for more stations.",
      pre_trend:
        "Choose a baseline without holidays, price changes and closures, or controls that are more alike.",
      overlapping_campaigns:
        "Judge the campaigns together, or choose a baseline that overlaps with none.",
      stations_left_out:
        "See below who is compared, and why not all; where controls are lacking, widen them.",
      unfinished: "Look again once it is over.",
      no_baseline: "Import the sales of the baseline, or choose another one.",
      mixed_units: "Litres and kWh do not add up: compare GMV or orders.",
    },
    trendUnknown:
      "Nothing was sold in the first half of the baseline, so the trend cannot be checked.",
    series: "Week by week",
    seriesOf:
      "Participants and controls week by week. Before-and-after alone {{naive}}, uplift {{uplift}}.",
    scale: "Scale",
    kind: { index: "Index", amount: "A station and day" },
    group: { treated: "Participants", controls: "Controls" },
    campaign: "Campaign",
    trend: {
      alike:
        "Before the campaign there is no clear difference ({{trend}}, 95% interval {{low}} to {{high}}), so the controls can stand for what would have been.",
      apart:
        "The groups were already diverging before the campaign ({{trend}}, 95% interval {{low}} to {{high}}), so the controls hardly stand for what would have been.",
    },
    noWeeks: "There are no weeks to draw.",
    weeks: "Figures by week",
    week: "Week",
    costs: "What it cost, and what for",
    cost: {
      spent: "Given away (all participants)",
      discount_platform: "By the platform",
      discount_station: "By the stations",
      orders: "Orders in addition",
      per_order: "Cost of an order more",
      litres: "Litres in addition",
      per_litre: "Cost of a litre more",
      kwh: "kWh in addition",
      per_kwh: "Cost of a kWh more",
      channel_fee: "Channel fee in addition",
      roi: "Platform's return (ROI)",
    },
    budgetUse: "{{share}} of a budget of {{budget}}",
    noBudget: "No budget set",
    back: "{{money}} of channel fee back for each ¥1 given away",
    roiOfStations: "Stations pay, so the platform has no return",
    roiNone: "The platform gave nothing away",
    costFirm:
      "Discounts beyond those of the baseline; but for the first figure, of the stations compared.",
    costLess: "Nothing was sold in addition, so there is no cost of a litre more.",
    costLoose:
      "The uplift is not certain: what is in addition, its cost and the return go by the estimate, and are indications only.",
    who: "Who is compared",
    usedOf: {
      treated: "of {{candidates}} participants",
      controls: "of {{candidates}} candidates",
    },
    leftOut: {
      not_taking_part: "No day of taking part is known",
      other_unit: "Counts in the other unit",
      not_online: "Not online",
      no_performance: "Too little known of its sales",
      unmatched: "No control is like it",
      in_campaign: "In another campaign",
      too_near: "Too near to a participant",
      other_size: "Of another size",
    },
    options: "How it is compared",
    measureLabel: "What is compared",
    measure: { gmv: "GMV", orders: "Orders", volume: "Volume" },
    putRight: "Put right what is marked above to compare.",
    option: {
      baseline: "Baseline",
      controls: "Controls",
      spillover: "Spillover radius",
      seed: "Seed",
    },
    byFilter: "by condition",
    likeThem: "like participants",
    metre: "m",
    metres: "{{metres}} m",
    usual: "Reset",
    adjust: "Adjust",
    automatic: "Automatic",
    controlsExample: "e.g. brand = 'shell' AND energy = 'fuel'",
    hint: {
      baseline:
        "The days that the campaign is compared with. Usually as long as the campaign, in whole weeks, 4 to 8 of them.",
      controls:
        "Usually stations of the same province, brand, energy and size as a participant; with a CQL2 condition, those that it means. Never one that is in a campaign, too near, or not online all the time.",
      spillover:
        "Stations as near as this to a participant feel the campaign, and are no controls.",
      seed: "Equal seeds give equal intervals; another one shows how steady they are.",
    },
    refused: {
      baseline: "This baseline cannot be used: 7 to 366 days, over before the campaign begins",
      controls: "This condition cannot be read",
      spillover: "The spillover radius is from 0 to 100,000 m",
      seed: "The seed is a whole number",
    },
    save: "Save comparison",
    saveHint:
      "Keeps question, answer and the revision of the data, so that the same can be worked out again after later corrections.",
    title: "Name",
    usualTitle: "{{name}}: review ({{measure}})",
    kept: "“{{title}}” saved",
    saved: "Saved comparisons",
    noSaved: "None saved yet.",
    revision: "revision {{revision}}",
    reproduce: "Reproduce",
    equal: "Equal: worked out again from revision {{revision}}, to the last digit.",
    unequal: "Not equal: {{saved}} was saved, {{made}} comes out now.",
    delete: "Delete",
    deleteSure: "Delete for good?",
    deleteSaved: "Delete “{{title}}”",
    savedAs: "Saved from revision {{revision}}, as of {{date}}.",
    askAgain: "Compare again with today's data",
    backToNow: "Back to now",
    tally: {
      more: "sold more",
      less: "sold less",
      unclear: "unclear",
      none: "no estimate",
      doubtful: "no conclusion yet",
    },
    tallyHint:
      "More or less only where the 95% interval excludes 0; serious doubts are counted apart.",
    column: {
      name: "Campaign",
      uplift: "Uplift",
      total: "In total",
      naive: "Before–after",
      controls: "Controls",
      spent: "Given away",
      per_order: "Order more",
      per_volume: "Litre or kWh more",
      roi: "Return",
    },
    columnHint: {
      name: "By name",
      uplift: "How much more or less than without it, and its 95% interval",
      total: "Of the stations compared over the campaign; no number where the interval includes 0",
      naive: "Participants during against before, season and market not taken out",
      controls: "Fewer than 10 say little",
      spent: "Discounts of all participants beyond the usual",
      per_order: "Discounts ÷ orders in addition",
      per_volume: "Discounts ÷ litres or kWh in addition",
      roi: "(Channel fee in addition − platform's discounts) ÷ platform's discounts",
    },
    per: { litre: "a litre", kwh: "a kWh" },
    ofParticipants: "for {{used}}",
    forest: "Uplift and 95% interval, drawn",
    forestHint:
      "An effect is clear only where the whole line lies on one side of 0: right is more, left is less.",
  },
};

/** Singulars, which Chinese does not have. */
export const enUpliftOne = {
  uplift: {
    doubts_one: "{{count}} serious doubt",
    checkShort: {
      few_controls_one: "only {{count}} control",
      few_participants_one: "only {{count}} participant compared",
      overlapping_campaigns_one: "{{count}} participant was in another campaign, too",
    },
  },
};
