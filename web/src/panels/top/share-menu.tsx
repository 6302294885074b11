// What can be taken along: a link to this very view, addresses of its tiles, and files.
import { CodeXml, Link2, Map as MapIcon, Shapes, Share2 } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { regionTiles, stationTiles } from "../../model/tiles";
import { usePage } from "../../state/pages";
import { useLanguage, useTheme } from "../../state/preferences";
import { useRegionView } from "../../state/region-view";
import { useQuestion, useView } from "../../state/view";
import { useCopy } from "../../ui/clipboard";
import { useTranslation } from "../../ui/i18n";
import { IconButton } from "../../ui/icon-button";
import { useFocusBack } from "../../ui/use-focus-back";

const loadExports = () => import("./export-items");
const ExportItems = lazy(loadExports);

const PictureItem = lazy(() => import("../share/picture-item"));
const EmbedDialog = lazy(() => import("../share/embed-dialog"));

export function ShareMenu() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [embedding, setEmbedding] = useState(false);
  const onMap = usePage() === "map";
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useFocusBack(open, button);
  const copy = useCopy();
  const question = useQuestion();
  const { metric } = useView();
  const { set, level } = useRegionView();
  const language = useLanguage();
  const theme = useTheme();

  useEffect(() => {
    if (!open) return;
    const onDown = (e: PointerEvent) => !box.current?.contains(e.target as Node) && setOpen(false);
    document.addEventListener("pointerdown", onDown);
    return () => document.removeEventListener("pointerdown", onDown);
  }, [open]);

  /** The address as it is, with language and theme written out: the reader may have others. */
  const link = () => {
    const url = new URL(location.href);
    if (!url.searchParams.has("lang")) url.searchParams.set("lang", language);
    if (!url.searchParams.has("theme")) url.searchParams.set("theme", theme);
    return url.href;
  };
  const items = [
    { icon: Link2, label: t("top.copyLink"), text: link },
    {
      icon: MapIcon,
      label: t("top.copyTiles"),
      text: () => stationTiles(location.origin, question, metric) ?? "",
    },
    {
      icon: Shapes,
      label: t("top.copyRegionTiles"),
      text: () => regionTiles(location.origin, question, set, level ?? "", metric) ?? "",
    },
  ];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: closes the menu, which has its own buttons
    <div
      ref={box}
      className="menu-anchor"
      onKeyDown={(e) => {
        if (e.key !== "Escape" || !open) return;
        e.stopPropagation();
        setOpen(false);
      }}
    >
      <IconButton
        ref={button}
        icon={Share2}
        label={t("top.share")}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={() => void loadExports()}
        onFocus={() => void loadExports()}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <div className="menu" role="menu">
          {items.map(({ icon: Icon, label, text }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              onClick={() => {
                void copy(text());
                setOpen(false);
              }}
            >
              <Icon size={15} aria-hidden="true" /> {label}
            </button>
          ))}
          {onMap && (
            <>
              <button
                type="button"
                role="menuitem"
                onClick={() => {
                  setOpen(false);
                  setEmbedding(true);
                }}
              >
                <CodeXml size={15} aria-hidden="true" /> {t("top.embed")}
              </button>
              <Suspense fallback={null}>
                <PictureItem done={() => setOpen(false)} />
              </Suspense>
            </>
          )}
          <Suspense fallback={null}>
            <ExportItems done={() => setOpen(false)} />
          </Suspense>
        </div>
      )}
      {embedding && (
        <Suspense fallback={null}>
          <EmbedDialog close={() => setEmbedding(false)} />
        </Suspense>
      )}
    </div>
  );
}
