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
  validateSearch: (search: Record<string, unknown>): { status?: string; page?: string } => ({
    status: search["status"] as string | undefined,
    page: search["page"] as string | undefined,
  }),
  component: lazyRouteComponent(() => import("./my-quotes"), "MyQuotes"),
});

export const quotePages = [price, list] as const;
