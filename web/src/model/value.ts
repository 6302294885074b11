// Values of metrics as they come over the wire: money as a decimal text, all
// else as a number, null where there is nothing to divide by. Here, and only
// here, they become numbers; amounts are subtracted as whole cents.

export type Wire = number | string | null | undefined;

/** For drawing, sorting and classing. An amount beyond 2⁵³ cents would lose its cents. */
export function numberOf(value: Wire): number | null {
  if (value === null || value === undefined || value === "") return null;
  const number = typeof value === "number" ? value : Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Where nothing is none. */
export const countOf = (value: Wire): number => numberOf(value) ?? 0;

const DECIMAL = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

/** Cents of a decimal text; null for anything else. */
export function centsOf(value: string): bigint | null {
  const read = DECIMAL.exec(value);
  if (!read) return null;
  const cents = BigInt(`${read[2]}${(read[3] ?? "").padEnd(2, "0")}`);
  return read[1] ? -cents : cents;
}

export function decimalOf(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** To the cent; what is no amount counts for nothing. */
export const sumOf = (values: readonly Wire[]): string =>
  decimalOf(values.reduce((sum: bigint, value) => sum + (centsOf(String(value)) ?? 0n), 0n));

/** `now` − `then`, to the cent for money; null where one of them is not there. */
export function difference(now: Wire, then: Wire): Wire {
  if (typeof now === "string" && typeof then === "string") {
    const [a, b] = [centsOf(now), centsOf(then)];
    if (a !== null && b !== null) return decimalOf(a - b);
  }
  const [a, b] = [numberOf(now), numberOf(then)];
  return a === null || b === null ? null : a - b;
}

/** How much more or less `now` is, as a share of `then`; null where that was nothing. */
export function relative(now: Wire, then: Wire): number | null {
  const [a, b] = [numberOf(now), numberOf(then)];
  return a === null || b === null || b === 0 ? null : (a - b) / Math.abs(b);
}
