// Floating panels around a full-bleed map. What they cover is told to the map
// through custom properties, so that it fits things into what is left.
import "../panels/top/top.css";
import { PanelLeftClose, PanelLeftOpen, PanelRightClose, PanelRightOpen } from "lucide-react";
import { lazy, Suspense } from "react";
import type { Side } from "../model/view";
import { toggled } from "../model/view";
import { KnownNote } from "../panels/time/known-at";
import { Actions } from "../panels/top/actions";
import { Breadcrumb } from "../panels/top/breadcrumb";
import { Search } from "../panels/top/search";
import { useShapeInUrl } from "../state/drawing";
import { OneDate } from "../state/one-date";
import { useSetView, useView } from "../state/view";
import { useTranslation } from "../ui/i18n";
import { IconButton } from "../ui/icon-button";
import { Skeleton } from "../ui/skeleton";
import { useCovered, useHeight } from "./use-covered";

const Rail = lazy(() => import("../panels/rail/rail"));
const Overview = lazy(() => import("../panels/overview/overview"));
const Drawn = lazy(() => import("../panels/drawn/drawn"));
const Compare = lazy(() => import("../panels/compare/compare"));
const StationCard = lazy(() => import("../panels/station/station-card"));
const TimeBar = lazy(() => import("../panels/time/time-bar"));

const waiting = (
  <div className="panel-pad">
    <Skeleton lines={8} height={18} />
  </div>
);

export function DesktopLayout() {
  const { t } = useTranslation();
  const { hidden, station, compare } = useView();
  const setView = useSetView();
  const rail = !hidden.includes("rail");
  const drawn = useShapeInUrl();
  // What was chosen, drawn or is compared is shown even if the panel was folded away before.
  const asked = station !== null || compare !== null || drawn;
  const panel = !hidden.includes("panel") || asked;
  const title = station
    ? "sheet.station"
    : drawn
      ? "sheet.drawn"
      : compare
        ? "compare.title"
        : "panel.title";
  const numbers = compare ? <Compare /> : <Overview />;
  const fold = (side: Side) => () =>
    setView((view) => ({ hidden: toggled(view.hidden, side) }), { replace: true });
  const [footer, height] = useHeight();
  const bottom = Math.max(84, height) + 24;
  useCovered({ left: rail ? 312 : 0, right: panel ? 364 : 0, top: 64, bottom });
  return (
    <div className={`desktop ${rail ? "" : "no-rail"} ${panel ? "" : "no-panel"}`}>
      <header className="float top-left">
        <Search />
        <IconButton
          icon={rail ? PanelLeftClose : PanelLeftOpen}
          label={t(rail ? "rail.fold" : "rail.unfold")}
          aria-expanded={rail}
          onClick={fold("rail")}
        />
      </header>
      {rail && (
        <aside className="float left" aria-label={t("rail.title")}>
          <Suspense fallback={waiting}>
            <OneDate>
              <Rail />
            </OneDate>
          </Suspense>
        </aside>
      )}
      <div className="float top-middle">
        <Breadcrumb />
      </div>
      <div className="map-known">
        <KnownNote />
      </div>
      <div className="float top-right">
        <Actions />
        <IconButton
          icon={panel ? PanelRightClose : PanelRightOpen}
          label={t(panel ? "panel.fold" : "panel.unfold")}
          aria-expanded={panel}
          disabled={asked}
          onClick={fold("panel")}
        />
      </div>
      {panel && (
        <aside className="float right" aria-label={t(title)}>
          <Suspense fallback={waiting}>
            {station ? (
              <StationCard key={station} code={station} />
            ) : drawn ? (
              <Drawn>{numbers}</Drawn>
            ) : (
              numbers
            )}
          </Suspense>
        </aside>
      )}
      <footer ref={footer} className="float bottom">
        <Suspense fallback={<div className="time-waiting" />}>
          <TimeBar />
        </Suspense>
      </footer>
    </div>
  );
}
