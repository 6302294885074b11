// The search box: stations by name or code, regions by name; all by keyboard.
import { Building2, MapPin, Search as SearchIcon, X } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import type { RegionName, Station } from "../../api/types";
import { useDrill } from "../../state/drill";
import { useRegionSearch, useStationSearch } from "../../state/queries";
import { useRegionView } from "../../state/region-view";
import { useShowStation } from "../../state/station";
import { useView } from "../../state/view";
import { useTranslation, wordFor } from "../../ui/i18n";
import { StageTag } from "../../ui/stage-tag";

const TYPING_MS = 180;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), text ? TYPING_MS : 0);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

type Found = { kind: "region"; region: RegionName } | { kind: "station"; station: Station };

interface Props {
  /** What choosing a station does; on the map it opens its card there. */
  onStation?: (station: Station) => void;
}

export function Search({ onStation }: Props) {
  const { t } = useTranslation();
  const view = useView();
  const showStation = useShowStation();
  const drill = useDrill();
  const { set, levels } = useRegionView();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const asked = useDeferredValue(useSettled(text.trim()));
  const regions = useRegionSearch(set, levels, asked);
  const stations = useStationSearch(asked, view);
  const found: Found[] = [
    ...(regions.data ?? []).map((region) => ({ kind: "region" as const, region })),
    ...(asked ? (stations.data ?? []) : []).map((station) => ({
      kind: "station" as const,
      station,
    })),
  ];
  const settled =
    asked !== "" && asked === text.trim() && !regions.isFetching && !stations.isFetching;

  const close = () => {
    setOpen(false);
    (document.activeElement as HTMLElement | null)?.blur();
  };
  const choose = (item: Found | undefined) => {
    if (!item) return;
    if (item.kind === "region") drill(item.region.code);
    else if (onStation) onStation(item.station);
    else void showStation(item.station);
    setText("");
    close();
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      const step = e.key === "ArrowDown" ? 1 : -1;
      setActive((n) => (found.length ? (n + step + found.length) % found.length : 0));
    } else if (e.key === "Enter") choose(found[active]);
    else if (e.key === "Escape") {
      e.stopPropagation();
      if (text) setText("");
      else close();
    }
  };
  const showing = open && asked !== "";
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears that focus has left
    <div
      ref={box}
      className="search"
      onBlur={(e) => !box.current?.contains(e.relatedTarget) && setOpen(false)}
    >
      <SearchIcon size={16} aria-hidden="true" />
      <input
        id="search"
        type="text"
        role="combobox"
        autoComplete="off"
        aria-label={t("top.search")}
        aria-expanded={showing}
        aria-controls={`${id}-list`}
        aria-activedescendant={showing && found[active] ? `${id}-${active}` : undefined}
        placeholder={t("top.search")}
        value={text}
        onFocus={() => setOpen(true)}
        onChange={(e) => {
          setText(e.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      {text ? (
        <button
          type="button"
          className="toast-close"
          aria-label={t("rail.clear")}
          onClick={() => setText("")}
        >
          <X size={14} aria-hidden="true" />
        </button>
      ) : (
        <kbd aria-hidden="true">/</kbd>
      )}
      <div
        id={`${id}-list`}
        className="search-list"
        role="listbox"
        aria-label={t("top.searchShort")}
        hidden={!showing}
      >
        {found.map((item, i) => (
          <div
            key={
              item.kind === "region"
                ? `r${item.region.level}${item.region.code}`
                : `s${item.station.code}`
            }
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            onMouseEnter={() => setActive(i)}
            // Before the input loses its focus and the list goes away.
            onMouseDown={(e) => {
              e.preventDefault();
              choose(item);
            }}
          >
            {item.kind === "region" ? (
              <>
                <Building2 size={15} aria-hidden="true" />
                <span>{item.region.name}</span>
                <small>{wordFor("level", item.region.level)}</small>
              </>
            ) : (
              <>
                <MapPin size={15} aria-hidden="true" />
                <span>
                  {item.station.name} <small>{item.station.code}</small>
                </span>
                <StageTag stage={item.station.stage} />
              </>
            )}
          </div>
        ))}
        {settled && found.length === 0 && (
          <p className="quiet">{t("top.noResults", { text: asked })}</p>
        )}
      </div>
    </div>
  );
}
