// The search box: stations by name, code or address, regions by name; all by keyboard.
import { Building2, MapPin, Search as SearchIcon, X } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import type { Station } from "../../api/types";
import { useDrill } from "../../state/drill";
import { useRegionView } from "../../state/region-view";
import { type FoundRegion, useSearch } from "../../state/search";
import { useShowStation } from "../../state/station";
import { useView } from "../../state/view";
import { ErrorNote } from "../../ui/error-note";
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
  /** Enter came before the answer: the first of it is chosen when it is there. */
  const [entered, setEntered] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const asked = useDeferredValue(useSettled(text.trim()));
  const { regions, stations, error, settled, again } = useSearch(asked, set, levels, view);
  const found: Found[] = [
    ...regions.map((one) => ({ kind: "region" as const, ...one })),
    ...stations.map((station) => ({ kind: "station" as const, station })),
  ];
  const groups = (["region", "station"] as const)
    .map((kind) => ({ kind, items: found.filter((item) => item.kind === kind) }))
    .filter(({ items }) => items.length > 0);

  /** What is listed is of the text as it stands, not of an earlier one. */
  const isOfText = settled && asked === text.trim();

  const close = () => {
    setOpen(false);
    (document.activeElement as HTMLElement | null)?.blur();
  };
  const write = (next: string) => {
    setText(next);
    setActive(0);
    setEntered(false);
  };
  const choose = (item: Found | undefined) => {
    if (!item) return;
    if (item.kind === "region") drill(item.region.code);
    else if (onStation) onStation(item.station);
    else void showStation(item.station);
    write("");
    close();
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (!isOfText) return;
      const step = e.key === "ArrowDown" ? 1 : -1;
      setActive((n) => (found.length ? (n + step + found.length) % found.length : 0));
    } else if (e.key === "Enter") {
      if (isOfText) choose(found[active]);
      else setEntered(text.trim() !== "");
    } else if (e.key === "Escape") {
      e.stopPropagation();
      if (text) write("");
      else close();
    }
  };
  useEffect(() => {
    // Only by keys it leaves the part that is seen.
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the answer is there
  useEffect(() => {
    if (!entered || asked !== text.trim() || !(isOfText || error)) return;
    setEntered(false);
    if (isOfText) choose(found[0]);
  }, [entered, asked, isOfText, error]);
  const showing = open && asked !== "";
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears that focus has left
    <div
      ref={box}
      className="search"
      onBlur={(e) => {
        if (box.current?.contains(e.relatedTarget)) return;
        setOpen(false);
        setEntered(false);
      }}
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
          write(e.target.value);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      {text ? (
        <button
          type="button"
          className="toast-close"
          aria-label={t("rail.clear")}
          onClick={() => write("")}
        >
          <X size={14} aria-hidden="true" />
        </button>
      ) : (
        <kbd aria-hidden="true">/</kbd>
      )}
      <div className="search-list" hidden={!showing}>
        <div id={`${id}-list`} role="listbox" aria-label={t("top.searchShort")}>
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
        </div>
        {isOfText && !error && found.length === 0 && (
          <p className="quiet">{t("top.noResults", { text: asked })}</p>
        )}
        {error !== null && (
          // biome-ignore lint/a11y/noStaticElementInteractions: only leaves the focus in the field, so that the list stays
          <div onMouseDown={(e) => e.preventDefault()}>
            <ErrorNote error={error} retry={again} />
          </div>
        )}
      </div>
    </div>
  );
}
