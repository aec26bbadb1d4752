import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { tabSearch } from "@/ui/tab-search";
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
  validateSearch: tabSearch,
  component: lazyRouteComponent(() => import("./customer"), "CustomerPage"),
});

export const customerOffice = [list, record] as const;
