import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { tabSearch } from "@/ui/tab-search";
import { userSearch } from "./users-search";

const list = createRoute({
  getParentRoute: () => officeRoute,
  path: "/users",
  validateSearch: userSearch,
  component: lazyRouteComponent(() => import("./users"), "Users"),
});

const matrix = createRoute({
  getParentRoute: () => officeRoute,
  path: "/users/roles",
  component: lazyRouteComponent(() => import("./roles-page"), "RolesPage"),
});

const record = createRoute({
  getParentRoute: () => officeRoute,
  path: "/users/$userId",
  validateSearch: tabSearch,
  component: lazyRouteComponent(() => import("./user"), "UserPage"),
});

export const userOffice = [list, matrix, record] as const;
