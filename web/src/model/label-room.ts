// The room that a label must have to be worth showing.

/** Wide letters take the size of the font, others about six tenths of it. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;

/** Fewer letters of a label tell nothing. */
const LEAST = 3;

const widthOf = (letters: readonly string[]): number =>
  letters.reduce((sum, letter) => sum + (WIDE.test(letter) ? 1 : 0.6), 0);

/** In sizes of the font: the whole label, or its first three letters and an ellipsis. */
export function roomOf(label: string): number {
  const letters = [...label];
  return Math.min(widthOf(letters), widthOf(letters.slice(0, LEAST)) + 1);
}
