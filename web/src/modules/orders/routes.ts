import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { portalRoute, requireAccount } from "@/app/layout-routes";

const list = createRoute({
  getParentRoute: () => portalRoute,
  path: "/orders",
  beforeLoad: requireAccount,
  validateSearch: (search: Record<string, unknown>): { status?: string; page?: string } => ({
    status: search["status"] as string | undefined,
    page: search["page"] as string | undefined,
  }),
  component: lazyRouteComponent(() => import("./my-orders"), "MyOrders"),
});

export const orderPages = [list] as const;
