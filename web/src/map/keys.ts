// Which keys the map leaves to others.

/** Someone types, or a dialog is open above the map. */
export const isBusy = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, dialog") !== null;

export const isCombined = (e: KeyboardEvent): boolean => e.ctrlKey || e.metaKey || e.altKey;
