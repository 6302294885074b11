// The map on a phone: search above, the time bar and a sheet of panels below.
import "../panels/top/top.css";
import { lazy, Suspense, useEffect, useState } from "react";
import { KnownNote } from "../panels/time/known-at";
import { Actions } from "../panels/top/actions";
import { Breadcrumb } from "../panels/top/breadcrumb";
import { Search } from "../panels/top/search";
import { useShapeInUrl, useTool } from "../state/drawing";
import { OneDate } from "../state/one-date";
import { useSetView, useView } from "../state/view";
import { useTranslation } from "../ui/i18n";
import { Skeleton } from "../ui/skeleton";
import { Sheet, type SheetHeight } from "./sheet";
import { useCovered } from "./use-covered";

const Rail = lazy(() => import("../panels/rail/rail"));
const Overview = lazy(() => import("../panels/overview/overview"));
const Drawn = lazy(() => import("../panels/drawn/drawn"));
const Compare = lazy(() => import("../panels/compare/compare"));
const StationCard = lazy(() => import("../panels/station/station-card"));
const TimeBar = lazy(() => import("../panels/time/time-bar"));

/** The sheet's share of the screen when half open, as in app.css. */
const HALF = 0.52;

type Tab = "overview" | "filters" | "station";

export function PhoneLayout() {
  const { t } = useTranslation();
  const { station, compare } = useView();
  const setView = useSetView();
  const drawn = useShapeInUrl();
  const tool = useTool();
  const [tab, setTab] = useState<Tab>(station ? "station" : "overview");
  const [height, setHeight] = useState<SheetHeight>(station ? "half" : "low");
  useCovered({
    left: 0,
    right: 0,
    top: 108,
    bottom: height === "low" ? 134 : Math.round(innerHeight * HALF),
  });

  useEffect(() => {
    setTab((was) => (station ? "station" : was === "station" ? "overview" : was));
    if (station) setHeight((was) => (was === "low" ? "half" : was));
  }, [station]);

  // Drawing wants the map; what was drawn wants to be read.
  useEffect(() => {
    if (tool) setHeight("low");
    else if (drawn) {
      setTab((was) => (was === "filters" ? "overview" : was));
      setHeight((was) => (was === "low" ? "half" : was));
    }
  }, [tool, drawn]);

  const numbers = compare ? <Compare /> : <Overview />;
  const tabs: Tab[] = station ? ["station", "overview", "filters"] : ["overview", "filters"];
  return (
    <div className="phone">
      <header className="float phone-top">
        <img src="/favicon.svg" alt={t("app.name")} width="24" height="24" />
        <Search />
        <Actions />
      </header>
      <div className="float phone-path">
        <Breadcrumb />
      </div>
      <div className="map-known">
        <KnownNote />
      </div>
      <Sheet height={height} onHeight={setHeight}>
        <Suspense fallback={<div className="time-waiting" />}>
          <TimeBar />
        </Suspense>
        <div className="tabs" role="tablist">
          {tabs.map((name) => (
            <button
              key={name}
              id={`tab-${name}`}
              type="button"
              role="tab"
              aria-selected={tab === name}
              aria-controls="sheet-panel"
              onClick={() => {
                setTab(name);
                if (height === "low") setHeight("half");
                if (name !== "station" && station) setView({ station: null });
              }}
            >
              {t(
                `sheet.${name !== "overview" ? name : drawn ? "drawn" : compare ? "compare" : name}`,
              )}
            </button>
          ))}
        </div>
        <div
          id="sheet-panel"
          className="sheet-scroll"
          role="tabpanel"
          aria-labelledby={`tab-${tab}`}
        >
          <Suspense
            fallback={
              <div className="panel-pad">
                <Skeleton lines={6} height={18} />
              </div>
            }
          >
            {tab === "station" && station ? (
              <StationCard key={station} code={station} />
            ) : tab === "filters" ? (
              <OneDate>
                <Rail />
              </OneDate>
            ) : drawn ? (
              <Drawn>{numbers}</Drawn>
            ) : (
              numbers
            )}
          </Suspense>
        </div>
      </Sheet>
    </div>
  );
}
