import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { quoteSearch } from "./search";

const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);

const list = createRoute({
  getParentRoute: () => officeRoute,
  path: "/quotes",
  validateSearch: quoteSearch,
  component: lazyRouteComponent(() => import("./office-quotes"), "OfficeQuotes"),
});

const board = createRoute({
  getParentRoute: () => officeRoute,
  path: "/quotes/board",
  component: lazyRouteComponent(() => import("./office-board"), "QuoteBoard"),
});

const record = createRoute({
  getParentRoute: () => officeRoute,
  path: "/quotes/$quoteId",
  validateSearch: (search: Record<string, unknown>): { tab?: string } => ({ tab: text(search["tab"]) }),
  component: lazyRouteComponent(() => import("./office-quote"), "OfficeQuote"),
});

const revise = createRoute({
  getParentRoute: () => officeRoute,
  path: "/quotes/$quoteId/revise",
  component: lazyRouteComponent(() => import("./revise/revise-page"), "RevisePage"),
});

const review = createRoute({
  getParentRoute: () => officeRoute,
  path: "/review",
  validateSearch: (search: Record<string, unknown>): { quote?: string } => ({ quote: text(search["quote"]) }),
  component: lazyRouteComponent(() => import("./office-review"), "ReviewQueue"),
});

export const quoteOffice = [list, board, record, revise, review] as const;
