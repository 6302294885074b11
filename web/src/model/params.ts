// What a page keeps in the URL for itself: each parameter says how its text is
// read and written. A text that makes no sense is as good as absent.
import { joinList, splitList } from "./lists";
import { formatPeriod, parsePeriod, type Span } from "./period";
import type { RawSearch } from "./view";

export interface Param<T> {
  parse(text: string | undefined): T;
  /** Null where the value is the usual one, which the URL leaves out. */
  format(value: T): string | null;
}

export type Params = Record<string, Param<unknown>>;
export type Values<P> = { [K in keyof P]: P[K] extends Param<infer T> ? T : never };

export const text: Param<string> = {
  parse: (text) => text ?? "",
  format: (value) => value || null,
};

export const optional: Param<string | null> = {
  parse: (text) => text || null,
  format: (value) => value,
};

/** `2026-01-01..2026-03-31`: both days are in it. */
export const span: Param<Span | null> = {
  parse: (text) => {
    const period = parsePeriod(text);
    return typeof period === "object" ? period : null;
  },
  format: (value) => value && formatPeriod(value),
};

/** One of a closed list; the usual one where the text is none of them. */
export const choice = <T extends string>(values: readonly T[], usual: T): Param<T> => ({
  parse: (text) => values.find((value) => value === text) ?? usual,
  format: (value) => (value === usual ? null : value),
});

/** Several words, each once; the usual ones where nothing is said. */
export const words = (usual: readonly string[] = []): Param<string[]> => ({
  parse: (text) => (text === undefined ? [...usual] : splitList(text)),
  format: (values) => (joinList(values) === joinList(usual) ? null : joinList(values)),
});

/** A whole number that is not negative. */
export const whole = (usual: number): Param<number> => ({
  parse: (text) => (text && /^\d{1,9}$/.test(text) ? Number(text) : usual),
  format: (value) => (value === usual ? null : String(value)),
});

export const parseParams = <P extends Params>(params: P, raw: RawSearch): Values<P> =>
  Object.fromEntries(
    Object.entries(params).map(([name, param]) => [name, param.parse(raw[name])]),
  ) as Values<P>;

export function formatParams<P extends Params>(params: P, values: Values<P>): RawSearch {
  const raw: RawSearch = {};
  for (const [name, param] of Object.entries(params)) {
    const text = param.format(values[name as keyof P]);
    if (text !== null) raw[name] = text;
  }
  return raw;
}
