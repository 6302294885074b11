// English texts of sales, fees, contracts and comparisons, key for key as in Chinese.
import type { Shape } from "./shape";
import type { zhMoney } from "./zh-money";

type MoneyMessages = Shape<typeof zhMoney>;

export const enMoney: MoneyMessages = {
  metricGroup: {
    stations: "Stations",
    cooperation: "Cooperation",
    sales: "Sales",
    fee: "Channel fee",
    contracts: "Contracts",
    other: "Other",
  },
  period: {
    label: "Period",
    days30: "Last 30 days",
    month: "This month",
    previous: "Last month",
    quarter: "This quarter",
    year: "Year to date",
    own: "Custom…",
  },
  explain: {
    open: "How {{name}} is made up",
    drawn: "Drawn area",
    over: "over",
    filters: "filters: {{count}}",
    side: { numerator: "Numerator", denominator: "Denominator" },
    parts: "Where the stations went",
    counts: "counted",
    not: "not counted",
    more: "More, {{count}} left",
  },
  compare: {
    title: "Comparison",
    switch: "Compare two dates",
    close: "End comparison",
    slider: "Month compared with",
    before: "Then",
    after: "Now",
    change: "Change",
    map: "Shown on the map",
    mapAs: { change: "Change", sides: "Side by side" },
    changeOf: "Change in {{title}}",
    same: "Both dates are {{date}}. Drag the other handle of the time bar, or pick another date.",
    movements: "Came and went",
    net: "net {{change}}",
    movement: { joined: "Joined", resumed: "Resumed", paused: "Paused", left: "Left" },
    regions: "By region",
    by: { label: "How the change is told", absolute: "Absolute", relative: "Percent" },
    order: { top: "Largest rise", bottom: "Largest fall" },
    less: "Less",
    none: "No change",
    more: "More",
  },
};
