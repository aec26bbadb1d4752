import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { bulkSearch } from "./search";

const list = createRoute({
  getParentRoute: () => officeRoute,
  path: "/bulk",
  validateSearch: bulkSearch,
  component: lazyRouteComponent(() => import("./operations"), "BulkOperations"),
});

const record = createRoute({
  getParentRoute: () => officeRoute,
  path: "/bulk/$operationId",
  component: lazyRouteComponent(() => import("./operation-page"), "BulkOperationPage"),
});

export const bulkOffice = [list, record] as const;
