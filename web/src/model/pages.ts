// The pages, in the order of the navigation, and what they share: one question.
import { type RawSearch, SHARED } from "./view";

export const PAGES = [
  { name: "map", path: "/" },
  { name: "stations", path: "/stations" },
  { name: "fees", path: "/fees" },
  { name: "cooperation", path: "/cooperation" },
  { name: "campaigns", path: "/campaigns" },
  { name: "import", path: "/import" },
] as const;

export type PageName = (typeof PAGES)[number]["name"];
export type PagePath = (typeof PAGES)[number]["path"];

/** The page that a path lies on; an address that leads nowhere lies on none. */
export const pageOf = (path: string): PageName | null =>
  PAGES.find((page) => path === page.path || path.startsWith(`${page.path}/`))?.name ?? null;

/** Of the moment: nobody wants them back with the page. */
const PASSING = ["explain", "range", "station"];

const isShared = (key: string) => SHARED.some((name) => name === key);

export const sharedOf = (search: RawSearch): RawSearch =>
  Object.fromEntries(Object.entries(search).filter(([key]) => isShared(key)));

/** What is a page's own, such as the map's camera or the order of a table. */
export const ownOf = (search: RawSearch): RawSearch =>
  Object.fromEntries(
    Object.entries(search).filter(([key]) => !isShared(key) && !PASSING.includes(key)),
  );
