// Civil dates as "YYYY-MM-DD" and months as "YYYY-MM": no clock, no zone.
// The network's own zone decides what "today" is, and the server says it.

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const utc = (date: string) => new Date(`${date}T00:00:00Z`);
const iso = (date: Date) => date.toISOString().slice(0, 10);

/** True for a date that exists: 2026-02-30 does not. */
export function isCivilDate(value: string): boolean {
  if (!DATE.test(value)) return false;
  const date = utc(value);
  return !Number.isNaN(date.getTime()) && iso(date) === value;
}

export function addDays(date: string, days: number): string {
  const d = utc(date);
  d.setUTCDate(d.getUTCDate() + days);
  return iso(d);
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);

export const monthOf = (date: string): string => date.slice(0, 7);

export function addMonths(month: string, count: number): string {
  const d = utc(`${month}-01`);
  d.setUTCMonth(d.getUTCMonth() + count);
  return iso(d).slice(0, 7);
}

export const lastDayOf = (month: string): string => addDays(`${addMonths(month, 1)}-01`, -1);

/** Every month from the first date's to the last date's, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  const last = monthOf(to);
  for (let m = monthOf(from); m <= last && months.length < 1200; m = addMonths(m, 1)) {
    months.push(m);
  }
  return months;
}

/**
 * The date a month stands for on the slider: its last day, and today in the
 * running month, so that a step shows what the monthly statistics count.
 */
export function dateOfMonth(month: string, today: string): string {
  const last = lastDayOf(month);
  return last < today ? last : today;
}
