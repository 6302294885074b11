// Files that come in: uploads, what they look like, imports, and what was done, which can be undone.
import { answered, client } from "./client";
import type { QueryOf } from "./endpoints";
import { asProblem, Problem, problemFrom } from "./problem";
import { queryString } from "./query-string";
import type { components, paths } from "./schema";
import type { Place } from "./types";

type Schemas = components["schemas"];

export type Upload = Schemas["UploadView"];
export type InspectedColumn = Schemas["InspectedColumn"];
export type KindField = Schemas["KindField"];
export type System = Omit<Schemas["SystemView"], "places"> & { places: Place[] };
export type Places = Omit<Schemas["PlacesView"], "systems"> & { systems: System[] };
export type Inspection = Omit<Schemas["InspectionView"], "places"> & { places?: Places | null };
export type Import = Schemas["ImportView"];
export type ImportReport = Schemas["ImportReport"];
export type ChangedThing = Schemas["ChangedThing"];
export type RowError = Schemas["RowError"];
export type Revision = Schemas["RevisionView"];
export type Touched = Schemas["TouchedView"];
export type Undone = Schemas["UndoAnswer"];

export type InspectQuery = QueryOf<"/api/v1/uploads/{id}">;
export type ImportQuery = NonNullable<paths["/api/v1/imports"]["post"]["parameters"]["query"]>;

/** Sends a file, and tells the share that has left; by XMLHttpRequest, which alone tells it. */
export function uploadFile(
  file: File,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/uploads${queryString({ name: file.name.slice(-200) })}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) told(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      if (request.status === 201) resolve(request.response as Upload);
      else reject(problemFrom(request.status, request.statusText, request.response));
    });
    request.addEventListener("error", () => reject(new Problem(0, "no answer")));
    request.addEventListener("abort", () => reject(asProblem("aborted")));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

export const getInspection = (id: string, query: InspectQuery, signal?: AbortSignal) =>
  answered(
    client.GET("/api/v1/uploads/{id}", { params: { path: { id }, query }, signal }),
  ) as Promise<Inspection>;

export const deleteUpload = (id: string) =>
  answered(client.DELETE("/api/v1/uploads/{id}", { params: { path: { id } } }));

/** The description knows the bytes of a file as numbers; none are none. */
const NOTHING = undefined as unknown as number[];

/** Of a file that was uploaded: the body stays empty. */
export const startImport = (query: ImportQuery) =>
  answered(client.POST("/api/v1/imports", { params: { query }, body: NOTHING }));

/** With at most so many of its row errors, in the reader's language. */
export const getImport = (
  id: string,
  query: QueryOf<"/api/v1/imports/{id}">,
  signal?: AbortSignal,
) => answered(client.GET("/api/v1/imports/{id}", { params: { path: { id }, query }, signal }));

/** Where the rejected rows are found as a file, which can be mended and imported again. */
export const rejectedFile = (id: string, format: "csv" | "xlsx", headers: string): string =>
  `/api/v1/imports/${id}/errors${queryString({ format, headers })}`;

/** Where an empty file of a kind is found, with its columns and an example. */
export const templateFile = (kind: string, lang: string): string =>
  `/api/v1/templates/${kind}${queryString({ lang })}`;

export const getRevisions = (query: QueryOf<"/api/v1/revisions">, signal?: AbortSignal) =>
  answered(client.GET("/api/v1/revisions", { params: { query }, signal }));

export const undoRevision = (revision: number, dry_run: boolean) =>
  answered(
    client.POST("/api/v1/revisions/{revision}/undo", {
      params: { path: { revision }, query: { dry_run } },
    }),
  ) as Promise<Undone>;
