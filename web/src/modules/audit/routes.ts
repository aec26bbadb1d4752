import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { auditSearch } from "./search";

const list = createRoute({
  getParentRoute: () => officeRoute,
  path: "/audit",
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("./audit"), "Audit"),
});

const record = createRoute({
  getParentRoute: () => officeRoute,
  path: "/audit/$kind/$recordId",
  component: lazyRouteComponent(() => import("./record-page"), "AuditRecord"),
});

const entry = createRoute({
  getParentRoute: () => officeRoute,
  path: "/audit/$kind/$recordId/$entryId",
  component: lazyRouteComponent(() => import("./record-page"), "AuditRecord"),
});

export const auditOffice = [list, record, entry] as const;
