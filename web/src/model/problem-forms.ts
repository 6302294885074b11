// What the server has against a question or a form, told apart by the form of its sentence, so that it can
// be said in the reader's language.
import type { Problem } from "../api/problem";

/** A sentence of the texts, and what fills its gaps. */
export interface Told {
  key: string;
  words: Record<string, string>;
}

/** What can be missing, or there already, as the server calls it. */
export const THINGS = [
  "station",
  "campaign",
  "contract",
  "note",
  "comparison",
  "revision",
  "import",
  "upload",
  "export",
  "template",
  "region",
  "region set",
  "metric",
  "style",
  "stage event on",
  "station in the campaign",
  "fee term",
  "day of performance",
  "path",
  "file",
  "file of the base map",
  "tile",
] as const;
const THING = `(?<thing>${THINGS.join("|")})`;

/** What is wrong with what came; without the name of the field that stands before it. */
const FAULTS: readonly [string, RegExp][] = [
  ["unknown", /^there is no (?:parameter|field) "/],
  ["noProperty", /^there is no property "(?<name>.*)"; there are (?<list>.*)$/],
  ["noThing", new RegExp(`^there is no ${THING}(?: of set \\S+)? "(?<key>.*)"`)],
  ["taken", new RegExp(`^there is an? ${THING} "(?<key>.*)" already`)],
  ["changed", /was changed meanwhile$/],
  ["notUndone", /^revision \d+ cannot be undone: (?<things>\d+) things? (?:are|is) in the way/],
  ["regionsStay", /^it changed regions, which are not undone/],
  ["twice", /is given more than once$/],
  ["lacking", /is missing\b|, which must be there$/],
  ["notCleared", /, and cannot be cleared$/],
  ["empty", /must not be empty\b/],
  ["long", /^at most (?<most>\d+) characters are kept/],
  ["control", /^must not hold control characters/],
  ["negative", /^must not be negative/],
  ["reserved", /^is a word of the API's addresses/],
  ["decimals", /has more than (?<most>\d+) decimals$/],
  ["outside", /lies outside (?<low>[-\d.]+) to (?<high>[-\d.]+)$/],
  ["notNumber", /is not a number; write digits/],
  ["noDay", /period from (?<from>[\d-]+) to (?<to>[\d-]+) has no day$/],
  ["noDay", /^a period must end after it begins, but (?<from>[\d-]+) to (?<to>[\d-]+) does not/],
  ["noDay", /^from \((?<from>[\d-]+)\) must be before to \((?<to>[\d-]+)\)/],
  ["manyDays", /has (?<days>\d+) days, and may have (?<most>\d+)$/],
  ["manyBuckets", /has more than (?<most>\d+) buckets$/],
  ["manyRows", /would have (?<rows>\d+) rows, and may have (?<most>\d+)/],
  ["campaignBegins", /^campaign .+ (?:runs from|begins on) (?<day>[\d-]+)/],
  ["notKnown", /^nothing was known then/],
  ["noStations", /^(?<codes>\d+) of the codes are nobody's/],
  ["closesFirst", /^a station cannot close before it opens \((?<opened>[\d-]+)\)/],
  ["neverValue", /^(?<property>\w+) is one of (?<list>.*), never "(?<value>.*)"$/],
  ["syntax", /^not CQL2 text: --> (?<line>\d+):(?<place>\d+)/],
  ["conditionLong", /^a filter may have (?<most>\d+) bytes/],
  ["conditionTests", /^a filter may have (?<most>\d+) tests, (?<costly>\d+) of them/],
  ["conditionDeep", /^a filter may be nested (?<most>\d+) deep/],
];

/** What is allowed, as parameters and fields declare it. */
const ALLOWED: readonly [string, RegExp][] = [
  [
    "dateBaseline",
    /^a civil date YYYY-MM-DD, (?<least>\d+) to (?<most>\d+) days before `baseline_to`/,
  ],
  ["dateBefore", /^a civil date YYYY-MM-DD before `(?<side>\w+)`/],
  ["dateAfter", /^a civil date YYYY-MM-DD after `(?<side>\w+)`/],
  ["date", /^a (?:civil )?date YYYY-MM-DD/],
  ["instant", /^an instant in RFC 3339/],
  ["someOf", /^one or more of (?<list>.+?)(?:, each once)?, separated by commas/],
  ["listed", /^(?:one or more|\d+ to \d+) [^,]*(?:, each once)?, separated by commas/],
  ["oneOf", /^one of (?<list>\w+(?:, \w+)*)/],
  ["oneOf", /^one of the [\w ]+ there are: (?<list>.*)$/],
  ["oneOf", /^a level of set \w+: (?<list>.*)$/],
  ["whole", /^a whole number from (?<least>\d+) to (?<most>\d+)/],
  ["switch", /^true or false/],
  ["amount", /^a decimal text/],
  ["words", /^1 to (?<words>\d+) words/],
  ["fromPage", /^the `next` of a page/],
  ["place", /^(?:west,south,east,north|longitude,latitude|\[longitude, latitude\])/],
  ["region", /^the code of a region of (?:the )?set/],
  [
    "noSuch",
    /^(?:a|the) (?:station's code|contract's number|level's name|(?:level|code|id|name) of)/,
  ],
  ["metres", /^a number of metres above 0/],
  ["condition", /^CQL2 text of at most \d+ bytes/],
];

function find(forms: readonly [string, RegExp][], sentence: string): Told | null {
  for (const [key, form] of forms) {
    const match = form.exec(sentence);
    if (match) return { key, words: { ...match.groups } as Record<string, string> };
  }
  return null;
}

/** Null where the sentence is of no form that is known here. */
export function problemForm(problem: Pick<Problem, "detail" | "allowed">): Told | null {
  // Fields stand before what is wrong with them, and the value behind it.
  const fault = problem.detail?.replace(/^[\w.]+: /, "").replace(/, got ".*"$/s, "") ?? "";
  const allowed = problem.allowed?.replace(/^must be /, "") ?? "";
  return find(FAULTS, fault) ?? find(ALLOWED, allowed);
}
