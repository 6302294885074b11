// Who changed what, when, from what to what.
import type { TFunction } from "i18next";
import { useState } from "react";
import type { HistoryEntry } from "../../api/types";
import { formatCount, formatInstant, NOTHING } from "../../model/format";
import { useLanguage } from "../../state/preferences";
import { useHistory } from "../../state/station";
import { ErrorNote } from "../../ui/error-note";
import { useTranslation, wordFor } from "../../ui/i18n";
import { Section } from "../../ui/section";
import { Skeleton } from "../../ui/skeleton";

const FIRST = 5;
/** Asked for at first, and the most that the server gives. */
const LIMITS = [100, 1_000] as const;

/** A list longer than this is told by its length. */
const LONG_LIST = 6;

/** Objects and lists in few words: `wgs84 114.03 22.69` rather than JSON. */
function shown(name: string, value: unknown, t: TFunction): string {
  if (value === null || value === undefined || value === "") return NOTHING;
  if (name === "stage" || name === "energy") return wordFor(name, String(value));
  if (name === "component" || name === "basis") {
    return t(`account.${name}.${String(value)}`, { defaultValue: String(value) });
  }
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value) && name === "days") return t("station.days", { count: value.length });
  if (Array.isArray(value) && value.length > LONG_LIST) {
    return t("station.entries", { count: value.length });
  }
  const words = Array.isArray(value) ? value.map(String) : Object.values(value).map(String);
  return words.join(" ") || NOTHING;
}

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
                    {entry.action === "changed" && <del>{shown(name, before, t)}</del>}
                    {entry.action === "deleted" ? (
                      <del>{shown(name, before, t)}</del>
                    ) : (
                      <ins>{shown(name, after, t)}</ins>
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
