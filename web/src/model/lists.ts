// Several words in one text, separated by commas; a comma within a word stands
// behind a backslash, as does a backslash before either of them.

export const joinList = (words: readonly string[]): string =>
  words.map((word) => word.replace(/[\\,]/g, "\\$&")).join(",");

/** Each word once; none that is empty. */
export function splitList(text: string | undefined): string[] {
  const words = [""];
  for (const [, escaped, plain] of (text ?? "").matchAll(/\\([\\,])|(.)/gs)) {
    if (plain === ",") words.push("");
    else words.push(`${words.pop()}${escaped ?? plain}`);
  }
  return [...new Set(words.filter(Boolean))];
}
