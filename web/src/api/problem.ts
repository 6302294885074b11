// One error class for everything that can go wrong with a request: a problem
// document (RFC 9457) when the server sent one, a plain reading of the status
// or of the network failure when it did not.

/** A thing that is in the way: what it is, what it is known by, and the revision that put it there. */
export interface Cause {
  entity: string;
  key: Record<string, string>;
  revision?: number;
}

export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    /** HTTP status, or 0 when no answer came at all. */
    readonly status: number,
    readonly title: string,
    readonly detail: string | null = null,
    readonly parameter: string | null = null,
    readonly got: string | null = null,
    readonly allowed: string | null = null,
    /** The first of several things that are in the way. */
    readonly causes: readonly Cause[] = [],
  ) {
    super(detail ?? title);
  }

  /** True when asking again may help: no answer, or a fault of the server. */
  get retryable(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

const text = (value: unknown): string | null =>
  value === undefined || value === null
    ? null
    : typeof value === "string"
      ? value
      : JSON.stringify(value);

export function problemFrom(status: number, statusText: string, body: unknown): Problem {
  if (typeof body === "object" && body !== null) {
    const b = body as Record<string, unknown>;
    return new Problem(
      status,
      text(b.title) ?? statusText,
      text(b.detail),
      text(b.parameter),
      text(b.got),
      text(b.allowed),
      Array.isArray(b.causes) ? (b.causes as Cause[]) : [],
    );
  }
  return new Problem(status, statusText || `HTTP ${status}`);
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem(0, error instanceof Error ? error.message : String(error));
