// Chooses the instant whose knowledge is asked for, by the reader's own clock.
import { useId, useState } from "react";
import { formatShortDate } from "../../model/format";
import { clockText, dayEnd, instantText } from "../../model/zone";
import { useLanguage } from "../../state/preferences";
import { useNetwork } from "../../state/queries";
import { stopPlaying } from "../../state/time";
import { useSetView, useView } from "../../state/view";
import { useTranslation } from "../../ui/i18n";

export default function KnownForm({ date, done }: { date: string; done: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { knownAt } = useView();
  const setView = useSetView();
  const network = useNetwork().data;
  const id = useId();
  const [now] = useState(Date.now);
  const [text, setText] = useState(() => clockText(knownAt ? Date.parse(knownAt) : now));
  const set = (next: string | null) => {
    stopPlaying();
    setView({ knownAt: next });
    done();
  };
  const chosen = Date.parse(text);
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        if (Number.isFinite(chosen)) set(instantText(chosen));
      }}
    >
      <h2>{t("known.title")}</h2>
      <p className="quiet">{t("known.text")}</p>
      <label htmlFor={id}>{t("known.until")}</label>
      <input
        id={id}
        type="datetime-local"
        // biome-ignore lint/a11y/noAutofocus: the window was just asked for, to choose here
        autoFocus
        required
        max={clockText(now)}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      {network && date < network.today && (
        <button
          type="button"
          className="text-button"
          onClick={() => setText(clockText(dayEnd(network.zone, date)))}
        >
          {t("known.endOf", { date: formatShortDate(date, language) })}
        </button>
      )}
      <div className="form-actions">
        <button type="submit" className="button primary">
          {t("known.show")}
        </button>
        <button type="button" className="button" disabled={!knownAt} onClick={() => set(null)}>
          {t("known.off")}
        </button>
      </div>
    </form>
  );
}
