import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { customerSearch } from "./search";

const list = createRoute({
  getParentRoute: () => officeRoute,
  path: "/customers",
  validateSearch: customerSearch,
  component: lazyRouteComponent(() => import("./customers"), "Customers"),
});

const record = createRoute({
  getParentRoute: () => officeRoute,
  path: "/customers/$customerId",
  validateSearch: (search: Record<string, unknown>): { tab?: string } => ({
    tab: typeof search["tab"] === "string" ? search["tab"] : undefined,
  }),
  component: lazyRouteComponent(() => import("./customer"), "CustomerPage"),
});

export const customerOffice = [list, record] as const;
