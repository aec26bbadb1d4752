import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
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
  validateSearch: (search: Record<string, unknown>): { tab?: string } => ({
    tab: typeof search["tab"] === "string" ? search["tab"] : undefined,
  }),
  component: lazyRouteComponent(() => import("./job"), "JobPage"),
});

export const jobOffice = [list, record] as const;
