// The search box: stations by name, code or address, regions by name; all by keyboard.
import { Building2, MapPin, Search as SearchIcon, X } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import type { Station } from "../../api/types";
import { useDrill } from "../../state/drill";
import { useRegionView } from "../../state/region-view";
import { type FoundRegion, useSearch } from "../../state/search";
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

type Found = ({ kind: "region" } & FoundRegion) | { kind: "station"; station: Station };

function RegionItem({ region, above }: FoundRegion) {
  return (
    <>
      <Building2 size={15} aria-hidden="true" />
      <span>{region.name}</span>
      <small>
        {above && above !== region.name && `${above} · `}
        {wordFor("level", region.level)}
      </small>
    </>
  );
}

function StationItem({ station }: { station: Station }) {
  return (
    <>
      <MapPin size={15} aria-hidden="true" />
      <span>
        {station.name} <small>{station.code}</small>
        {station.address && <small className="search-address">{station.address}</small>}
      </span>
      <StageTag stage={station.stage} />
    </>
  );
}

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
  const { regions, stations, settled } = useSearch(asked, set, levels, view);
  const found: Found[] = [
    ...regions.map((one) => ({ kind: "region" as const, ...one })),
    ...stations.map((station) => ({ kind: "station" as const, station })),
  ];
  const groups = (["region", "station"] as const)
    .map((kind) => ({ kind, items: found.filter((item) => item.kind === kind) }))
    .filter(({ items }) => items.length > 0);

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
  useEffect(() => {
    // Only by keys it leaves the part that is seen.
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
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
        {groups.map(({ kind, items }) => (
          <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
            <h3 id={`${id}-${kind}`} role="presentation">
              {t(`top.found.${kind}`)}
            </h3>
            {items.map((item) => {
              const i = found.indexOf(item);
              return (
                <div
                  key={item.kind === "region" ? item.region.code : item.station.code}
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
                  {item.kind === "region" ? <RegionItem {...item} /> : <StationItem {...item} />}
                </div>
              );
            })}
          </div>
        ))}
        {settled && asked === text.trim() && found.length === 0 && (
          <p className="quiet">{t("top.noResults", { text: asked })}</p>
        )}
      </div>
    </div>
  );
}
