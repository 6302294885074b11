// Which rows are chosen: some of them, or all that a question means but some.

export interface Selection {
  /** Whether it is all but `codes`, loaded or not. */
  all: boolean;
  codes: ReadonlySet<string>;
}

export const NOTHING_CHOSEN: Selection = { all: false, codes: new Set() };
export const ALL_CHOSEN: Selection = { all: true, codes: new Set() };

export const isChosen = ({ all, codes }: Selection, code: string): boolean =>
  codes.has(code) !== all;

export function chosen(selection: Selection, codes: readonly string[], on: boolean): Selection {
  const next = new Set(selection.codes);
  for (const code of codes) {
    if (on === selection.all) next.delete(code);
    else next.add(code);
  }
  return { all: selection.all, codes: next };
}

/** Of as many as the question means. */
export const chosenCount = ({ all, codes }: Selection, matched: number): number =>
  all ? Math.max(0, matched - codes.size) : codes.size;
