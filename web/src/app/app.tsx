// Routes, and what every page stands on: answers, router, language, theme.
import "../ui/tokens.css";
import "../ui/ui.css";
import "./app.css";
import { QueryClientProvider } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { parseSearch, type RawSearch, stringifySearch } from "../model/view";
import { makeQueryClient } from "../state/query-client";
import { ViewProvider } from "../state/view";
import { Toaster } from "../ui/toaster";
import { CrashPage } from "./crash-page";
import { LiveUpdates } from "./live-updates";
import { MapPage } from "./map-page";
import { NotFoundPage } from "./not-found-page";
import { Surroundings } from "./surroundings";

const rootRoute = createRootRoute({
  component: () => (
    <ViewProvider>
      <Surroundings>
        <Outlet />
        <LiveUpdates />
        <Toaster />
      </Surroundings>
    </ViewProvider>
  ),
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});

const mapRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: MapPage,
  // Parsing into a View happens in state/view: the router keeps the text.
  validateSearch: (search: Record<string, unknown>) => search as RawSearch,
});

const router = createRouter({
  routeTree: rootRoute.addChildren([mapRoute]),
  parseSearch,
  stringifySearch: (search) => stringifySearch(search as RawSearch),
  defaultErrorComponent: CrashPage,
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
