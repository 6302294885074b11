// The fields of a body, and below them those of the things that it holds.
import { nameOf, refsOf, type Schema, typeText } from "../../model/openapi";
import { useTranslation } from "../../ui/i18n";

interface Props {
  schema: Schema | undefined;
  schemas: Record<string, Schema>;
}

/** Itself and everything it speaks of, each once, the nearest first. */
function reached(schema: Schema, schemas: Record<string, Schema>): [string, Schema][] {
  const found = new Map<string, Schema>();
  const queue = schema.$ref ? [nameOf(schema.$ref)] : refsOf(schema);
  if (schema.properties) found.set("", schema);
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const next = schemas[name];
    if (!next || found.has(name)) continue;
    found.set(name, next);
    queue.push(...refsOf(next));
  }
  return [...found];
}

export function BodyTable({ schema, schemas }: Props) {
  const { t } = useTranslation();
  if (!schema) return null;
  const parts = reached(schema, schemas);
  return (
    <div className="schemas">
      <p className="quiet">
        <code>{typeText(schema)}</code>
      </p>
      {parts.map(([name, part]) => (
        <details key={name} open={parts[0]?.[0] === name}>
          <summary>
            <code>{name || t("docs.fields")}</code>
            {part.enum && <span className="quiet">{typeText(part)}</span>}
          </summary>
          {part.description && <p>{part.description}</p>}
          <dl>
            {Object.entries(part.properties ?? {}).map(([field, of]) => (
              <div key={field}>
                <dt>
                  <code>{field}</code>
                  <small className="quiet">
                    {typeText(of)}
                    {part.required?.includes(field) ? ` · ${t("docs.required")}` : ""}
                  </small>
                </dt>
                <dd>{of.description}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </div>
  );
}
