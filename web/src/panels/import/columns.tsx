// The columns of the file: what stands in them, which field each is and how surely that is known.
import type { InspectedColumn, Inspection } from "../../api/imports";
import { attributeOf, type ImportParams, lackOf, mapped, nameable } from "../../model/imports";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { Select } from "../../ui/select";
import { comma, useFieldName } from "./words";

/** Of a very wide file the first ones are shown; the others are read as they are known. */
const MOST_COLUMNS = 200;
/** No field, as a word of the list. */
const IGNORED = "-";

interface Props {
  inspection: Inspection;
  params: ImportParams;
  change: (patch: Partial<ImportParams>) => void;
}

export function Columns({ inspection, params, change }: Props) {
  const { t } = useTranslation();
  const { columns, fields, kind } = inspection;
  const shown = columns.slice(0, MOST_COLUMNS);
  const named = new Set(nameable(columns));
  return (
    <>
      <Lacking inspection={inspection} />
      <div className="scroll-x">
        <table className="data-table columns" data-testid="columns">
          <thead>
            <tr>
              <th>{t("imports.column")}</th>
              <th className="samples">{t("imports.samples")}</th>
              <th>{t("imports.field")}</th>
              <th>{t("imports.confidence")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((column, at) => (
              <tr key={`${at}-${column.name}`} data-column={column.name}>
                <th scope="row">
                  {column.name || t("imports.noName")}
                  <small className="quiet">{column.samples.join(" · ")}</small>
                </th>
                <td className="samples quiet">
                  <span title={column.samples.join("\n")}>{column.samples.join(" · ")}</span>
                </td>
                <td className="column-field">
                  {kind && named.has(column) ? (
                    <FieldSelect
                      column={column}
                      fields={fields}
                      isStation={kind === "stations"}
                      set={(field) =>
                        change({ columns: mapped(params.columns, column.name, field) })
                      }
                    />
                  ) : (
                    <span className="quiet">
                      {t(kind ? "imports.unnamed" : "imports.kindFirst")}
                    </span>
                  )}
                </td>
                <td>
                  <Confidence column={column} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {columns.length > shown.length && (
        <p className="quiet card-note">
          {t("imports.moreColumns", { count: columns.length - shown.length })}
        </p>
      )}
    </>
  );
}

function FieldSelect({
  column,
  fields,
  isStation,
  set,
}: {
  column: InspectedColumn;
  fields: Inspection["fields"];
  isStation: boolean;
  set: (field: string | null) => void;
}) {
  const { t } = useTranslation();
  const name = useFieldName(fields);
  const own = attributeOf(column.name);
  const kept = column.field && !fields.some((field) => field.name === column.field);
  return (
    <Select
      searchable
      label={t("imports.fieldOf", { column: column.name })}
      value={column.field ?? IGNORED}
      options={[
        { value: IGNORED, label: t("imports.ignored") },
        ...fields.map((field) => ({
          value: field.name,
          label: name(field.name),
          note: field.needed ? t("imports.needed") : "",
        })),
        ...(kept ? [{ value: column.field as string, label: name(column.field as string) }] : []),
        ...(isStation && own !== column.field
          ? [{ value: own, label: t("imports.keepAttribute") }]
          : []),
      ]}
      onChange={(value) => set(value === IGNORED ? null : value)}
    />
  );
}

function Confidence({ column }: { column: InspectedColumn }) {
  const { t } = useTranslation();
  const isOff = column.confidence === "mapped" && !column.field;
  const word = isOff ? "off" : column.confidence;
  return (
    <span className={`confidence ${word}`} data-confidence={word}>
      <i aria-hidden="true" />
      {t(`imports.sure.${word}`)}
    </span>
  );
}

/** What no column is: what stops the import, and what it means for what is new. */
function Lacking({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = useFieldName(inspection.fields);
  const { must, oneOf, forNew } = lackOf(inspection);
  const list = (names: string[]) => names.map(name).join(comma(language));
  return (
    <div role="status" data-testid="lacking">
      {must.length > 0 && (
        <p className="import-warning bad">{t("imports.lacks", { fields: list(must) })}</p>
      )}
      {oneOf.length > 0 && (
        <p className="import-warning bad">{t("imports.lacksOne", { fields: list(oneOf) })}</p>
      )}
      {must.length === 0 && forNew.length > 0 && (
        <p className="import-warning">{t("imports.onlyKnown", { fields: list(forNew) })}</p>
      )}
    </div>
  );
}
