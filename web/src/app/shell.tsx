// What stands around every page: the navigation, and the dialogs that any of them may open.
import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { helpOpen, useHelpOpen } from "../state/help";
import { useRememberedPages } from "../state/pages";
import { useSetView, useView } from "../state/view";
import { Toaster } from "../ui/toaster";
import { LiveUpdates } from "./live-updates";
import { Nav } from "./nav";
import { OfflineBanner } from "./offline-banner";
import { useShortcuts } from "./use-shortcuts";

const Help = lazy(() => import("../panels/top/help"));
const Explain = lazy(() => import("../panels/explain/explain-dialog"));

export function Shell() {
  const { explain } = useView();
  const setView = useSetView();
  const help = useHelpOpen();
  const embedded = useRouterState({ select: (s) => s.location.pathname === "/embed" });
  useRememberedPages();
  useShortcuts({
    search: () => document.getElementById("search")?.focus(),
    help: () => helpOpen.set(true),
  });
  return (
    <div className={`shell ${embedded ? "bare" : ""}`}>
      {!embedded && <Nav />}
      <Outlet />
      <OfflineBanner />
      <Suspense fallback={null}>
        {explain && (
          <Explain key={explain} asked={explain} close={() => setView({ explain: null })} />
        )}
        {help && <Help close={() => helpOpen.set(false)} />}
      </Suspense>
      <LiveUpdates />
      {!embedded && <Toaster />}
    </div>
  );
}
