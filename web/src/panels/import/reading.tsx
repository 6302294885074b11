// How the file is read: kind, sheet, encoding, delimiter; below them its columns, and beside those of
// stations where they would lie.
import type { Inspection } from "../../api/imports";
import { type ImportParams, KINDS, SYSTEMS } from "../../model/imports";
import { useTranslation } from "../../ui/i18n";
import { Select } from "../../ui/select";
import { Columns } from "./columns";
import { Field } from "./field";
import type { ShowPoints } from "./imports";
import { Places } from "./places";
import { RegionFields } from "./region-fields";
import { TextFields } from "./text-fields";
import { kindName } from "./words";

interface Props {
  inspection: Inspection;
  params: ImportParams;
  /** Whether another look is on its way. */
  isStale: boolean;
  change: (patch: Partial<ImportParams>) => void;
  pointsMap: ShowPoints;
}

export function Reading({ inspection, params, isStale, change, pointsMap }: Props) {
  const { t } = useTranslation();
  const { kind, format, sheets, places } = inspection;
  const isBook = sheets.length > 1;
  const kinds = isBook ? ["workbook", ...KINDS] : [...KINDS];
  const chosenKind = params.kind ?? kind ?? null;
  return (
    <div className="cards" aria-busy={isStale}>
      <section
        className={places ? "card two-thirds" : "card"}
        aria-label={t("imports.reading")}
        data-testid="reading"
      >
        <div className="import-fields">
          <Field
            label={t("imports.what")}
            hint={
              inspection.guessed_by
                ? t(`imports.guessed.${inspection.guessed_by}`)
                : kind === null
                  ? t("imports.guessed.none")
                  : null
            }
          >
            <Select
              label={t("imports.what")}
              placeholder={t("imports.chooseKind")}
              value={chosenKind}
              options={kinds.map((value) => ({ value, label: kindName(value, t) }))}
              onChange={(value) =>
                change({
                  kind: value,
                  // The columns of another kind are other fields.
                  columns: [],
                  ...(value === "workbook" ? { sheet: null } : {}),
                })
              }
            />
          </Field>
          {isBook && (
            <Field label={t("imports.sheet")} hint={null}>
              <Select
                label={t("imports.sheet")}
                placeholder={t("imports.allSheets", { count: sheets.length })}
                value={params.sheet ?? inspection.sheet ?? null}
                options={sheets.map((sheet) => ({
                  value: sheet.name,
                  label: sheet.name,
                  note: sheet.kind ? kindName(sheet.kind, t) : t("imports.unknownSheet"),
                }))}
                onChange={(sheet) => change({ sheet, kind: null, columns: [] })}
              />
            </Field>
          )}
          {format === "csv" && (
            <TextFields
              encoding={inspection.encoding}
              delimiter={inspection.delimiter}
              params={params}
              change={change}
            />
          )}
          {kind === "workbook" && sheets.some((sheet) => sheet.kind === "stations") && (
            <Field label={t("imports.places")} hint={t("imports.placesOfBook")}>
              <Select
                label={t("imports.places")}
                value={params.crs ?? SYSTEMS[0]}
                options={SYSTEMS.map((crs) => ({ value: crs, label: t(`imports.crs.${crs}`) }))}
                onChange={(crs) => change({ crs })}
              />
            </Field>
          )}
          {kind === "regions" && <RegionFields params={params} change={change} />}
        </div>
        {kind === "workbook" ? (
          <Sheets inspection={inspection} />
        ) : (
          <Columns inspection={inspection} params={params} change={change} />
        )}
      </section>
      {places && (
        <Places
          places={places}
          chosen={params.crs}
          choose={(crs) => change({ crs })}
          pointsMap={pointsMap}
        />
      )}
    </div>
  );
}

/** What a workbook as a whole would bring in. */
function Sheets({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation();
  return (
    <div className="scroll-x">
      <table className="data-table" data-testid="sheets">
        <thead>
          <tr>
            <th>{t("imports.sheet")}</th>
            <th>{t("imports.what")}</th>
            <th className="figure">{t("imports.lastRow")}</th>
          </tr>
        </thead>
        <tbody>
          {inspection.sheets.map((sheet) => (
            <tr key={sheet.name}>
              <td>{sheet.name}</td>
              <td className={sheet.kind ? "" : "quiet"}>
                {sheet.kind ? kindName(sheet.kind, t) : t("imports.sheetOut")}
              </td>
              <td className="figure">{sheet.rows}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
