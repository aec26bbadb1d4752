import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { tabSearch } from "@/ui/tab-search";
import { apiKeySearch } from "./keys/search";
import { userSearch } from "./users-search";

const list = createRoute({
  getParentRoute: () => officeRoute,
  path: "/users",
  validateSearch: userSearch,
  component: lazyRouteComponent(() => import("./users"), "Users"),
});

const matrix = createRoute({
  getParentRoute: () => officeRoute,
  path: "/roles",
  component: lazyRouteComponent(() => import("./roles/roles-page"), "RolesPage"),
});

const record = createRoute({
  getParentRoute: () => officeRoute,
  path: "/users/$userId",
  validateSearch: tabSearch,
  component: lazyRouteComponent(() => import("./user"), "UserPage"),
});

const apiKeys = createRoute({
  getParentRoute: () => officeRoute,
  path: "/api-keys",
  validateSearch: apiKeySearch,
  component: lazyRouteComponent(() => import("./keys/api-keys"), "ApiKeys"),
});

const apiKey = createRoute({
  getParentRoute: () => officeRoute,
  path: "/api-keys/$keyId",
  validateSearch: tabSearch,
  component: lazyRouteComponent(() => import("./keys/api-key"), "ApiKeyPage"),
});

export const userOffice = [list, matrix, record, apiKeys, apiKey] as const;
