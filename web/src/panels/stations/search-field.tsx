// Stations by words of their code or name: asked for when the typing rests.
import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useStationListParams } from "../../state/stations";
import { useTranslation } from "../../ui/i18n";

const TYPING_MS = 250;
/** The most that the server reads. */
const LONGEST = 200;

export function SearchField() {
  const { t } = useTranslation();
  const [{ q }, setParams] = useStationListParams();
  const [text, setText] = useState(q);
  const put = useRef(q);
  // Someone else has changed it: the way back, or a button that clears everything.
  useEffect(() => {
    if (q === put.current) return;
    put.current = q;
    setText(q);
  }, [q]);
  useEffect(() => {
    if (text.trim() === put.current) return;
    const timer = setTimeout(
      () => {
        put.current = text.trim();
        setParams({ q: put.current }, { replace: true });
      },
      text ? TYPING_MS : 0,
    );
    return () => clearTimeout(timer);
  }, [text, setParams]);
  return (
    <label className="station-search">
      <Search size={15} aria-hidden="true" />
      <input
        type="text"
        role="searchbox"
        autoComplete="off"
        maxLength={LONGEST}
        value={text}
        placeholder={t("stations.search")}
        aria-label={t("stations.search")}
        onChange={(e) => setText(e.target.value)}
      />
      {text && (
        <button
          type="button"
          className="toast-close"
          aria-label={t("rail.clear")}
          onClick={() => setText("")}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </label>
  );
}
