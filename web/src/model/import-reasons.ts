// What the server says of a row, a file or a field, told apart by its form, so that it can be said in the
// reader's language. What is not known here stays in the server's words.

export interface Reason {
  key: string;
  words: Record<string, string>;
}

/** Named groups are the words that go along. */
const FORMS: readonly [string, RegExp][] = [
  ["empty", /^must not be empty$/],
  ["noPlace", /^longitude and latitude are empty$/],
  ["placeholder", /^longitude 0, latitude 0 is a placeholder/],
  ["degrees", /^is not a number of degrees/],
  [
    "range",
    /^(?<axis>longitude|latitude) must lie in .* got (?<got>[^;]*)(?<swapped>; longitude and latitude look swapped)?$/,
  ],
  ["before", /^the code came before, in (?:line|feature) (?<line>\d+)$/],
  ["noStation", /^there is no station of this code(; import the stations first)?$/],
  ["noContract", /^there is no contract of this number/],
  ["noCampaign", /^there is no campaign of this code/],
  ["noRegion", /^there is no region of this code/],
  ["noParent", /^neither the set nor a row of the file/],
  ["newPlace", /^a new station needs longitude and latitude$/],
  ["newContract", /^a new contract needs it$/],
  ["newCampaign", /^a new campaign needs it$/],
  ["date", /^is not a date; /],
  ["twoDates", /^may be (?<one>[\d-]+) or (?<other>[\d-]+); write YYYY-MM-DD$/],
  ["word", /^is no (?<field>\w+); write (?<words>.*?), or translate it/],
  ["width", /^the row has (?<cells>\d+) cells, the header has (?<width>\d+)/],
  ["long", /^at most (?<most>\d+) characters are kept$/],
  ["control", /^must not hold control characters$/],
  ["negative", /^must not be negative$/],
  ["closesFirst", /^a station cannot close before it opens \((?<opened>[\d-]+)\)$/],
  ["encoding", /^the row is not valid /],
  ["fault", /^the cell holds an error of the spreadsheet$/],
  ["rowsWrong", /^(?<wrong>\d+) of (?<rows>\d+) rows are wrong/],
  ["noColumn", /^no column for (?<fields>.*?); the file has /],
  ["noHeader", /^no header found/],
  ["fileEmpty", /^the file is empty$/],
  ["oldExcel", /^this is an old or a password-protected Excel file/],
  ["pdf", /^this is a PDF; /],
  ["gzippedTwice", /^the file is gzipped twice/],
  ["notGeojson", /^the file's name says GeoJSON, but/],
  ["notExcel", /^the file's name says Excel, but/],
  ["markup", /^this looks like XML or HTML; /],
  ["encodingUnknown", /^the text is neither UTF-8 nor GB18030/],
  ["noName", /^no column for name: /],
  ["noEnergy", /^no column for energy: /],
  ["noPlaces", /^no columns for longitude and latitude: /],
  ["refusesNew", /^no column for (?<fields>.*?): new \w+ are refused$/],
  ["keepsDays", /^no column for (?<fields>.*?): days keep theirs/],
  ["lastDay", /^(?<column>.*) is read as the first day that no longer counts/],
  [
    "fits",
    /^(?<crs>\w+) fits better: read so, (?<inside>\d+) of (?<points>\d+) points lie inside (?<place>.*), as declared (?<declared>\d+)/,
  ],
  ["sheetUnknown", /^sheet "(?<sheet>.*)" was left out: what its rows are cannot be told$/],
  ["sheetRegions", /^sheet "(?<sheet>.*)" was left out: regions are imported by themselves$/],
];

export function reasonOf(sentence: string): Reason | null {
  for (const [key, form] of FORMS) {
    const match = form.exec(sentence);
    if (match) return { key, words: { ...match.groups } as Record<string, string> };
  }
  return null;
}
