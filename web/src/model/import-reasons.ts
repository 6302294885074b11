// What the server says of a file as a whole, told apart by its form, so that it can be said in the
// reader's language. What is not known here stays in the server's words. Of rows it says it itself.

export interface Reason {
  key: string;
  words: Record<string, string>;
}

/** Named groups are the words that go along. */
const FORMS: readonly [string, RegExp][] = [
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
