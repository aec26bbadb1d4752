import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { tabSearch } from "@/ui/tab-search";
import { orderSearch } from "./search";

const list = createRoute({
  getParentRoute: () => officeRoute,
  path: "/orders",
  validateSearch: orderSearch,
  component: lazyRouteComponent(() => import("./office-orders"), "OfficeOrders"),
});

const board = createRoute({
  getParentRoute: () => officeRoute,
  path: "/orders/board",
  component: lazyRouteComponent(() => import("./office-board"), "OrderBoard"),
});

const record = createRoute({
  getParentRoute: () => officeRoute,
  path: "/orders/$orderId",
  validateSearch: tabSearch,
  component: lazyRouteComponent(() => import("./office-order"), "OfficeOrder"),
});

export const orderOffice = [list, board, record] as const;
