// What an import changes of what was there: field by field, before and after.
import type { Import } from "../../api/imports";
import { formatCount, NOTHING } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useTranslation } from "../../ui/i18n";
import { recordValue } from "../../ui/record-value";

export function Changed({ changed }: { changed: Import["changed"] | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (!changed) return <p className="quiet">{t("imports.changedForgotten")}</p>;
  if (changed.things === 0) return <p className="quiet">{t("imports.noneChanged")}</p>;
  const { things, items } = changed;
  return (
    <>
      <div className="scroll-x result-table">
        <table className="data-table" data-testid="changed">
          <thead>
            <tr>
              <th>{t("imports.thing")}</th>
              <th>{t("imports.field")}</th>
              <th>{t("imports.before")}</th>
              <th>{t("imports.after")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ entity, key, fields }) => {
              const name = Object.values(key as Record<string, string>).join(" · ");
              return fields.map(({ field, before, after }, at) => (
                <tr key={`${entity}-${name}-${field}`} data-thing={name} data-field={field}>
                  {at === 0 && (
                    <th scope="rowgroup" rowSpan={fields.length}>
                      {name || NOTHING}
                      <small className="quiet">
                        {t(`station.entity.${entity}`, { defaultValue: entity })}
                      </small>
                    </th>
                  )}
                  <td>{t(`station.field.${field}`, { defaultValue: field })}</td>
                  <td>
                    <del>{recordValue(field, before, t)}</del>
                  </td>
                  <td>
                    <ins>{recordValue(field, after, t)}</ins>
                  </td>
                </tr>
              ));
            })}
          </tbody>
        </table>
      </div>
      {things > items.length && (
        <p className="quiet card-note">
          {t("imports.firstChanged", {
            shown: formatCount(items.length, language),
            all: formatCount(things, language),
          })}
        </p>
      )}
    </>
  );
}
