import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { tabSearch } from "@/ui/tab-search";
import { jobSearch } from "./search";

const list = createRoute({
  getParentRoute: () => officeRoute,
  path: "/jobs",
  validateSearch: jobSearch,
  component: lazyRouteComponent(() => import("./jobs"), "Jobs"),
});

const record = createRoute({
  getParentRoute: () => officeRoute,
  path: "/jobs/$jobId",
  validateSearch: tabSearch,
  component: lazyRouteComponent(() => import("./job"), "JobPage"),
});

export const jobOffice = [list, record] as const;
