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

const without = (cols: readonly Column[], column: Column) =>
  cols.filter((other) => other !== column);

export function ColumnMenu() {
  const { t } = useTranslation();
  const [{ cols }, setParams] = useStationListParams();
  const title = useColumnTitle();
  const { open, setOpen, box, button, onKeyDown } = usePopup();
  const put = (next: readonly Column[]) => setParams({ cols: [...next] }, { replace: true });
  // What is pressed moves or goes away with its column, and must not take the focus along.
  const press = (next: readonly Column[], focus: string) => {
    put(next);
    requestAnimationFrame(() => {
      const popup = box.current?.querySelector<HTMLElement>("[role=dialog]");
      (popup?.querySelector<HTMLElement>(focus) ?? popup)?.focus();
    });
  };
  const mover = (column: Column, step: -1 | 1, name: string) => {
    const next = moved(cols, column, step);
    const data = `${column}${step}`;
    return (
      <IconButton
        icon={step < 0 ? ArrowUp : ArrowDown}
        label={t(step < 0 ? "stations.earlier" : "stations.later", { name })}
        aria-disabled={next.join() === cols.join()}
        data-move={data}
        onClick={() => press(next, `[data-move="${data}"]`)}
      />
    );
  };
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
        <div
          className="column-popup"
          role="dialog"
          tabIndex={-1}
          aria-label={t("stations.columnsTitle")}
        >
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
                        {mover(column, -1, name)}
                        {mover(column, 1, name)}
                        <IconButton
                          icon={X}
                          label={t("stations.hide", { name })}
                          onClick={() => press(without(cols, column), "[data-hide]")}
                          data-hide={column}
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
                        put(e.target.checked ? [...cols, column] : without(cols, column))
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
