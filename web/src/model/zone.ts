// Civil dates of the network's zone as instants, and instants as a field for them wants them.
import { addDays } from "./date";

/** The civil date in a zone at an instant, in milliseconds since 1970. */
export const dayIn = (zone: string, instant: number): string =>
  new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(instant);

/** How far the zone's clocks are ahead of UTC at an instant. */
function aheadOf(zone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(instant);
  const of = (type: string) => parts.find((part) => part.type === type)?.value;
  const clock = `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}:${of("second")}Z`;
  return Date.parse(clock) - Math.floor(instant / 1000) * 1000;
}

/** The instant at which a civil date begins in a zone. */
export function dayStart(zone: string, date: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // Clocks may change between the guess and the answer: what holds at the answer counts.
  const guess = midnight - aheadOf(zone, midnight);
  return midnight - aheadOf(zone, guess);
}

/** The instant at which it is over. */
export const dayEnd = (zone: string, date: string): number => dayStart(zone, addDays(date, 1));

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/** Whether a text is an instant as RFC 3339 writes it. */
export const isInstant = (text: string): boolean =>
  INSTANT.test(text) && !Number.isNaN(Date.parse(text));

/** As short as the API takes it. */
export const instantText = (instant: number): string =>
  new Date(instant).toISOString().replace(/\.\d+Z$/, "Z");

/** What a field for date and time holds: minutes by the reader's own clock. */
export function clockText(instant: number): string {
  const date = new Date(instant);
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
