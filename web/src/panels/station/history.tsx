// Who changed what, when, from what to what.
import { useState } from "react";
import type { HistoryEntry } from "../../api/types";
import { formatCount, formatInstant } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useHistory } from "../../state/station";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation } from "../../ui/i18n";
import { recordValue } from "../../ui/record-value";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";

const FIRST = 5;
/** Asked for at first, and the most that the server gives. */
const LIMITS = [100, 1_000] as const;

/** Nothing is nothing, however it is written down. */
const plain = (value: unknown): string => {
  const text = JSON.stringify(value ?? null);
  return text === "{}" || text === "[]" ? "null" : text;
};

/** The fields that differ; of a new or removed record, those that hold something. */
function differences({ before, after }: HistoryEntry): [string, unknown, unknown][] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name): [string, unknown, unknown] => [name, before?.[name], after?.[name]])
    .filter(([name, a, b]) => name !== "station" && plain(a) !== plain(b));
}

export function History({ code }: { code: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [limit, setLimit] = useState<number>(LIMITS[0]);
  const history = useHistory(code, limit);
  const [all, setAll] = useState(false);
  const entries = history.data ?? [];
  const cut = entries.length >= limit;
  const visible = all ? entries : entries.slice(0, FIRST);
  return (
    <Section title={t("station.history")}>
      {history.isPending && <Skeleton lines={4} />}
      {history.error && <ErrorNote error={history.error} retry={() => void history.refetch()} />}
      {history.data?.length === 0 && <p className="quiet">{t("station.noHistory")}</p>}
      <ol className="history" data-testid="history">
        {visible.map((entry, i) => (
          <li key={`${entry.revision}-${i}`}>
            <p>
              <strong>
                {t(`station.action.${entry.action}`, { defaultValue: entry.action })}{" "}
                {t(`station.entity.${entry.entity}`, { defaultValue: entry.entity })}
              </strong>
              <span className="quiet">
                {entry.actor} · {formatInstant(entry.recorded_at, language)} · r{entry.revision}
              </span>
            </p>
            <dl>
              {differences(entry).map(([name, before, after]) => (
                <div key={name}>
                  <dt>{t(`station.field.${name}`, { defaultValue: name })}</dt>
                  <dd>
                    {entry.action === "changed" && <del>{recordValue(name, before, t)}</del>}
                    {entry.action === "deleted" ? (
                      <del>{recordValue(name, before, t)}</del>
                    ) : (
                      <ins>{recordValue(name, after, t)}</ins>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
      {!all && entries.length > FIRST && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          {t("station.more", { count: `${entries.length - FIRST}${cut ? "+" : ""}` })}
        </button>
      )}
      {all && cut && (
        <p className="quiet">
          {t("station.cut", { count: formatCount(limit, language) })}{" "}
          {limit < LIMITS[1] && (
            <button type="button" className="text-button" onClick={() => setLimit(LIMITS[1])}>
              {t("station.earlier")}
            </button>
          )}
        </p>
      )}
    </Section>
  );
}
