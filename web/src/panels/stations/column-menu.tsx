// Which columns the table has, and in which order.
import { ArrowDown, ArrowUp, Columns3, X } from "lucide-react";
import { METRIC_GROUPS } from "../../model/metrics";
import {
  COLUMNS,
  type Column,
  isMetricColumn,
  moved,
  USUAL_COLUMNS,
} from "../../model/station-list";
import { useStationListParams } from "../../state/stations";
import { useTranslation, wordFor } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { usePopup } from "../../ui/use-popup";
import { useColumnTitle } from "./use-columns";

/** Those that can be shown, by what they speak of. */
const GROUPS = (["fields", ...Object.keys(METRIC_GROUPS)] as const)
  .map((group) => ({
    group,
    columns: COLUMNS.filter((column) =>
      isMetricColumn(column)
        ? (METRIC_GROUPS as Record<string, readonly string[]>)[group]?.includes(column)
        : group === "fields",
    ),
  }))
  .filter(({ columns }) => columns.length > 0);

export function ColumnMenu() {
  const { t } = useTranslation();
  const [{ cols }, setParams] = useStationListParams();
  const title = useColumnTitle();
  const { open, setOpen, box, button, onKeyDown } = usePopup();
  const put = (next: readonly Column[]) => setParams({ cols: [...next] }, { replace: true });
  const usual = cols.join() === USUAL_COLUMNS.join();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes the menu, which has its own buttons
    <div ref={box} className="column-menu" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Columns3 size={15} aria-hidden="true" />
        {t("stations.columns")}
      </button>
      {open && (
        <div className="column-popup" role="dialog" aria-label={t("stations.columnsTitle")}>
          <section>
            <header>
              <h2>{t("stations.columnsShown")}</h2>
              {!usual && (
                <button type="button" className="text-button" onClick={() => put(USUAL_COLUMNS)}>
                  {t("stations.columnsUsual")}
                </button>
              )}
            </header>
            <ol>
              {cols.map((column, i) => {
                const name = title(column);
                return (
                  <li key={column} data-shown={column}>
                    <span>{name}</span>
                    {i > 0 && (
                      <>
                        <IconButton
                          icon={ArrowUp}
                          label={t("stations.earlier", { name })}
                          disabled={i === 1}
                          onClick={() => put(moved(cols, column, -1))}
                        />
                        <IconButton
                          icon={ArrowDown}
                          label={t("stations.later", { name })}
                          disabled={i === cols.length - 1}
                          onClick={() => put(moved(cols, column, 1))}
                        />
                        <IconButton
                          icon={X}
                          label={t("stations.hide", { name })}
                          onClick={() => put(cols.filter((other) => other !== column))}
                        />
                      </>
                    )}
                  </li>
                );
              })}
            </ol>
          </section>
          <section>
            {GROUPS.map(({ group, columns }) => (
              <fieldset key={group}>
                <legend>
                  {group === "fields" ? t("stations.columnsFields") : wordFor("metricGroup", group)}
                </legend>
                {columns.map((column) => (
                  <label key={column}>
                    <input
                      type="checkbox"
                      checked={cols.includes(column)}
                      disabled={column === "code"}
                      onChange={(e) =>
                        put(
                          e.target.checked
                            ? [...cols, column]
                            : cols.filter((other) => other !== column),
                        )
                      }
                    />
                    {title(column)}
                  </label>
                ))}
              </fieldset>
            ))}
          </section>
        </div>
      )}
    </div>
  );
}
