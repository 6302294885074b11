// How a file is to be read, as its user says it on top of what it looks like: the
// parameters of a look, of a check and of an import, and what still is in the way.
import type { ImportQuery, InspectedColumn, Inspection, InspectQuery } from "../api/imports";
import { optional, type Values, words } from "./params";

export const KINDS = [
  "stations",
  "cooperation",
  "contracts",
  "fees",
  "performance",
  "campaigns",
  "campaign_stations",
  "notes",
  "regions",
] as const;

export const SYSTEMS = ["wgs84", "gcj02", "bd09"] as const;
export const ENCODINGS = ["utf-8", "gb18030", "utf-16le", "windows-1252", "big5"] as const;
export const DELIMITERS = [",", ";", "tab", "|"] as const;

/** What is a station's own and no field, by the name of its column. */
const ATTRIBUTE = "attributes.";

/** What the page keeps in the URL. Regions name their set by `into` and columns their fields by
 * `columns`: `set` and `map` are the map's. */
export const IMPORT_PARAMS = {
  upload: optional,
  kind: optional,
  sheet: optional,
  encoding: optional,
  delimiter: optional,
  /** `column=field` each; with no field the column is ignored. */
  columns: words(),
  crs: optional,
  into: optional,
  step: optional,
  /** The import that is in view, be it a dry run or not. */
  job: optional,
};

export type ImportParams = Values<typeof IMPORT_PARAMS>;

/** Nothing of a file: what another one begins with. */
export const NO_FILE: ImportParams = {
  upload: null,
  kind: null,
  sheet: null,
  encoding: null,
  delimiter: null,
  columns: [],
  crs: null,
  into: null,
  step: null,
  job: null,
};

const given = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<T>;

/** The parameters of a look at the file. */
export function inspectQuery(params: ImportParams): InspectQuery {
  const { kind, sheet, encoding, delimiter, columns: map, step } = params;
  return {
    ...given({ kind, sheet, encoding, delimiter, level: step }),
    ...(map.length > 0 ? { map } : {}),
  } as InspectQuery;
}

/** Whether stations have no places: then rows may only change stations that there are. */
export const isPlaceless = ({ kind, missing }: Pick<Inspection, "kind" | "missing">): boolean =>
  kind === "stations" && missing.includes("longitude") && missing.includes("latitude");

/**
 * The parameters of an import of the file, or of its dry run. What was only proposed is said, so that
 * it counts; in a file without places all other columns are left out, since the server would take
 * such a file for one whose places it does not know.
 */
export function importQuery(
  params: ImportParams,
  inspection: Inspection,
  how: { dryRun: boolean; skip: boolean },
): ImportQuery {
  const { upload, sheet, encoding, delimiter, crs, into, step } = params;
  const map = [...params.columns];
  for (const { name, field, confidence } of nameable(inspection.columns)) {
    if (confidence === "content" && field) map.push(`${name}=${field}`);
    if (confidence === "none" && isPlaceless(inspection)) map.push(`${name}=`);
  }
  return {
    kind: (params.kind ?? inspection.kind) as ImportQuery["kind"],
    ...given({ upload, sheet, encoding, delimiter, crs, set: into, level: step }),
    ...(map.length > 0 ? { map } : {}),
    ...(how.dryRun ? { dry_run: true } : {}),
    on_error: how.skip ? "skip" : "reject",
  } as ImportQuery;
}

/** Columns that a mapping can name: of several with one name only the first, and none without one. */
export const nameable = (columns: readonly InspectedColumn[]): InspectedColumn[] =>
  columns.filter(
    ({ name }, at) => name !== "" && columns.findIndex((column) => column.name === name) === at,
  );

const columnOf = (mapping: string): string => mapping.slice(0, mapping.lastIndexOf("="));
const fieldOf = (mapping: string): string => mapping.slice(mapping.lastIndexOf("=") + 1);

/** The mappings once a column is a field; with no field it is ignored. A field has one column. */
export function mapped(map: readonly string[], column: string, field: string | null): string[] {
  const others = map.filter(
    (mapping) => columnOf(mapping) !== column && (field === null || fieldOf(mapping) !== field),
  );
  return [...others, `${column}=${field ?? ""}`];
}

export const isAttribute = (field: string): boolean => field.startsWith(ATTRIBUTE);
export const attributeOf = (column: string): string => `${ATTRIBUTE}${column}`;

/** Without these there is nothing to import; without others only what is there can be changed. */
const KEYS: Record<string, readonly string[]> = {
  stations: ["code"],
  contracts: ["number"],
  campaigns: ["code"],
};

export interface Lack {
  /** Fields without which nothing can be imported. */
  must: string[];
  /** Fields of which one is needed. */
  oneOf: string[];
  /** Fields without which nothing new is made. */
  forNew: string[];
}

/** The fields that no column is. */
export function lackOf(inspection: Inspection): Lack {
  const { kind, missing, missing_one_of: oneOf } = inspection;
  const keys = KEYS[kind ?? ""];
  if (!keys) return { must: missing, oneOf, forNew: [] };
  // Half a place is none: the other half was forgotten.
  const half =
    kind === "stations" && missing.includes("longitude") !== missing.includes("latitude")
      ? ["longitude", "latitude"]
      : [];
  const isMust = (field: string) => keys.includes(field) || half.includes(field);
  return {
    must: missing.filter(isMust),
    oneOf,
    forNew: missing.filter((field) => !isMust(field)),
  };
}

/** Whether the file can be checked as it is read now. */
export function isReady(inspection: Inspection, params: ImportParams): boolean {
  const { must, oneOf } = lackOf(inspection);
  const isPlaced = inspection.kind !== "regions" || params.into !== null;
  return inspection.kind !== null && must.length === 0 && oneOf.length === 0 && isPlaced;
}

/** Bytes as people read them. */
export function sizeOf(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let [size, at] = [bytes, 0];
  while (size >= 1000 && at < units.length - 1) [size, at] = [size / 1024, at + 1];
  return `${at === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[at]}`;
}
