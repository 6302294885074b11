// One operation: folded to a line, opened to its parameters, bodies and answers.
import { Copy, ExternalLink } from "lucide-react";
import { useState } from "react";
import { curl, exampleAddress, type Operation, type Schema, typeText } from "../../model/openapi";
import { useCopy } from "../../ui/clipboard";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { BodyTable } from "./body-table";

interface Props {
  operation: Operation;
  schemas: Record<string, Schema>;
}

export function OperationItem({ operation, schemas }: Props) {
  const [open, setOpen] = useState(false);
  const { method, path, summary } = operation;
  return (
    <details
      className="operation"
      data-operation={`${method} ${path}`}
      onToggle={(e) => setOpen(e.currentTarget.open)}
    >
      <summary>
        <b className={`method ${method.toLowerCase()}`}>{method}</b>
        <code>{path}</code>
        <span className="quiet">{summary}</span>
      </summary>
      {open && <Opened operation={operation} schemas={schemas} />}
    </details>
  );
}

function Opened({ operation, schemas }: Props) {
  const { t } = useTranslation();
  const copy = useCopy();
  const { parameters, body, responses, description } = operation;
  const command = curl(operation, location.origin);
  const address = exampleAddress(operation);
  // Streams never end, and what lacks an example cannot be asked.
  const openable =
    operation.method === "GET" && !address.includes("{") && address !== "/api/v1/changes";
  return (
    <div className="operation-body">
      {description && <p>{description}</p>}
      <div className="operation-try">
        <pre>{command}</pre>
        <IconButton icon={Copy} label={t("docs.copy")} onClick={() => void copy(command)} />
        {openable && (
          <a href={address} target="_blank" rel="noreferrer" title={t("docs.open")}>
            <ExternalLink size={15} aria-label={t("docs.open")} />
          </a>
        )}
      </div>
      {parameters.length > 0 && (
        <>
          <h3>{t("docs.parameters")}</h3>
          <dl className="operation-parameters">
            {parameters.map((p) => (
              <div key={`${p.in} ${p.name}`}>
                <dt>
                  <code>{p.name}</code>
                  <small className="quiet">
                    {p.in} · {typeText(p.schema)}
                    {p.required ? ` · ${t("docs.required")}` : ""}
                  </small>
                </dt>
                <dd>
                  {p.description}
                  {p.example !== undefined && <code className="example">{String(p.example)}</code>}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {body && (
        <>
          <h3>
            {t("docs.body")} <small className="quiet">{body.types.join(", ")}</small>
          </h3>
          <BodyTable schema={body.schema} schemas={schemas} />
        </>
      )}
      <h3>{t("docs.answers")}</h3>
      {responses.map(({ status, description: said, schema }) => (
        <div key={status} className="operation-answer">
          <p>
            <b className="number">{status}</b> {said}
          </p>
          {status.startsWith("2") && <BodyTable schema={schema} schemas={schemas} />}
        </div>
      ))}
    </div>
  );
}
