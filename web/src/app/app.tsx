// Routes, and what every page stands on: answers, router, language, theme.
import "../ui/tokens.css";
import "../ui/ui.css";
import "./app.css";
import { QueryClientProvider } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  RouterProvider,
} from "@tanstack/react-router";
import { parseSearch, type RawSearch, stringifySearch } from "../model/view";
import { makeQueryClient } from "../state/query-client";
import { ViewProvider } from "../state/view";
import { PageSkeleton } from "../ui/page-skeleton";
import { CrashPage } from "./crash-page";
import { MapPage } from "./map-page";
import { NotFoundPage } from "./not-found-page";
import { Shell } from "./shell";
import { Surroundings } from "./surroundings";

const rootRoute = createRootRoute({
  component: () => (
    <ViewProvider>
      <Surroundings>
        <Shell />
      </Surroundings>
    </ViewProvider>
  ),
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
  // Parsing into a View happens in state/view: the router keeps the text.
  validateSearch: (search: Record<string, unknown>) => search as RawSearch,
});

const getParentRoute = () => rootRoute;
const page = <const P extends string>(path: P, load: Parameters<typeof lazyRouteComponent>[0]) =>
  createRoute({ getParentRoute, path, component: lazyRouteComponent(load) });

const router = createRouter({
  routeTree: rootRoute.addChildren([
    createRoute({ getParentRoute, path: "/", component: MapPage }),
    page("/docs", () => import("./pages/docs-page")),
    page("/embed", () => import("./embed-page")),
    page("/stations", () => import("./pages/stations-page")),
    page("/stations/$code", () => import("./pages/station-page")),
    page("/fees", () => import("./pages/fees-page")),
    page("/cooperation", () => import("./pages/cooperation-page")),
    page("/campaigns", () => import("./pages/campaigns-page")),
    page("/campaigns/comparison", () => import("./pages/campaigns-comparison-page")),
    page("/campaigns/$code", () => import("./pages/campaign-page")),
    page("/import", () => import("./pages/import-page")),
  ]),
  parseSearch,
  stringifySearch: (search) => stringifySearch(search as RawSearch),
  defaultErrorComponent: CrashPage,
  defaultPendingComponent: PageSkeleton,
  // A code may hold any sign.
  pathParamsAllowedCharacters: [":", "@", "+", ","],
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

const queryClient = makeQueryClient();

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
