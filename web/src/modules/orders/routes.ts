import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { portalRoute, requireAccount } from "@/app/layout-routes";

const list = createRoute({
  getParentRoute: () => portalRoute,
  path: "/orders",
  beforeLoad: requireAccount,
  validateSearch: (search: Record<string, unknown>): { status?: string } => ({ status: search["status"] as string | undefined }),
  component: lazyRouteComponent(() => import("./my-orders"), "MyOrders"),
});

const one = createRoute({
  getParentRoute: () => portalRoute,
  path: "/orders/$orderId",
  beforeLoad: requireAccount,
  component: lazyRouteComponent(() => import("./order-page"), "OrderPage"),
});

export const orderPages = [list, one] as const;
