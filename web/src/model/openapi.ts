// The server's own description of its API, as the page of documents shows it.

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  example?: unknown;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  description?: string;
  required?: boolean;
  schema?: Schema;
  example?: unknown;
}

interface Content {
  content?: Record<string, { schema?: Schema; example?: unknown }>;
}

export interface Operation {
  method: string;
  path: string;
  summary: string;
  description: string;
  tag: string;
  parameters: Parameter[];
  body: { types: string[]; schema: Schema | undefined } | null;
  responses: { status: string; description: string; schema: Schema | undefined }[];
}

interface RawOperation {
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: Content;
  responses?: Record<string, Content & { description?: string }>;
}

export interface OpenApi {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, RawOperation>>;
  components?: { schemas?: Record<string, Schema> };
}

const METHODS = ["get", "post", "put", "patch", "delete"];

const schemaOf = (content: Content["content"]) => Object.values(content ?? {})[0]?.schema;

function operation(method: string, path: string, raw: RawOperation): Operation {
  return {
    method: method.toUpperCase(),
    path,
    summary: raw.summary ?? "",
    description: raw.description ?? "",
    tag: raw.tags?.[0] ?? "",
    parameters: raw.parameters ?? [],
    body: raw.requestBody
      ? {
          types: Object.keys(raw.requestBody.content ?? {}),
          schema: schemaOf(raw.requestBody.content),
        }
      : null,
    responses: Object.entries(raw.responses ?? {}).map(([status, answer]) => ({
      status,
      description: answer.description ?? "",
      schema: schemaOf(answer.content),
    })),
  };
}

export interface Chapter {
  name: string;
  description: string;
  operations: Operation[];
}

/** In the order of the tags; every word of `text` must be in an operation's method, path or summary. */
export function chapters(api: OpenApi, text = ""): Chapter[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const all = Object.entries(api.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const raw = methods[method];
      return raw ? [operation(method, path, raw)] : [];
    }),
  );
  const wanted = all.filter((o) => {
    const hay = `${o.method} ${o.path} ${o.summary} ${o.tag}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  return (api.tags ?? [])
    .map(({ name, description = "" }) => ({
      name,
      description,
      operations: wanted.filter((o) => o.tag === name),
    }))
    .filter((chapter) => chapter.operations.length > 0);
}

const exampleOf = ({ example, schema }: Parameter): string | null => {
  const value = example ?? schema?.example;
  return value === undefined || value === null ? null : String(value);
};

/** The path with what its own examples put in; braces stay where there is none. */
export const examplePath = (o: Operation): string =>
  o.parameters
    .filter((p) => p.in === "path")
    .reduce((path, p) => {
      const value = exampleOf(p);
      return value === null ? path : path.replace(`{${p.name}}`, encodeURIComponent(value));
    }, o.path);

/** An address to try: with the parameters that must be given. */
export function exampleAddress(o: Operation): string {
  const query = o.parameters
    .filter((p) => p.in === "query" && p.required)
    .flatMap((p) => {
      const value = exampleOf(p);
      return value === null ? [] : [`${p.name}=${encodeURIComponent(value)}`];
    });
  return examplePath(o) + (query.length > 0 ? `?${query.join("&")}` : "");
}

export function curl(o: Operation, origin: string): string {
  const address = `'${origin}${exampleAddress(o)}'`;
  if (o.method === "GET") return `curl ${address}`;
  const type = o.body?.types[0];
  return [
    `curl -X ${o.method} ${address}`,
    ...(type ? [`-H 'content-type: ${type}'`, "-d @body"] : []),
  ].join(" \\\n  ");
}

export const nameOf = (ref: string): string => ref.split("/").at(-1) ?? ref;

/** A type in a few signs: `string`, `[Station]`, `integer | null`. */
export function typeText(schema: Schema | undefined): string {
  if (!schema) return "";
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(" | ");
  const several = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (several) return several.map(typeText).join(" | ");
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? "any"];
  return types
    .map((type) => {
      if (type === "array") return `[${typeText(schema.items)}]`;
      if (type === "object" && typeof schema.additionalProperties === "object")
        return `{…: ${typeText(schema.additionalProperties)}}`;
      return schema.format && type === "string" ? schema.format : type;
    })
    .join(" | ");
}

/** The names of the schemas that a schema speaks of, itself not among them. */
export function refsOf(schema: Schema | undefined): string[] {
  if (!schema) return [];
  if (schema.$ref) return [nameOf(schema.$ref)];
  const inner = [
    schema.items,
    typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined,
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.allOf ?? []),
    ...Object.values(schema.properties ?? {}),
  ];
  return [...new Set(inner.flatMap(refsOf))];
}
