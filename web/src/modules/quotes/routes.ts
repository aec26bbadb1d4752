import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { portalRoute, requireAccount } from "@/app/layout-routes";

const price = createRoute({
  getParentRoute: () => portalRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./price-page"), "PricePage"),
});

const list = createRoute({
  getParentRoute: () => portalRoute,
  path: "/quotes",
  beforeLoad: requireAccount,
  validateSearch: (search: Record<string, unknown>): { status?: string } => ({ status: search["status"] as string | undefined }),
  component: lazyRouteComponent(() => import("./my-quotes"), "MyQuotes"),
});

const one = createRoute({
  getParentRoute: () => portalRoute,
  path: "/quotes/$quoteId",
  beforeLoad: requireAccount,
  component: lazyRouteComponent(() => import("./quote-page"), "QuotePage"),
});

export const quotePages = [price, list, one] as const;
