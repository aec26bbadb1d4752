import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { portalRoute, requireAccount } from "@/app/layout-routes";

const list = createRoute({
  getParentRoute: () => portalRoute,
  path: "/files",
  beforeLoad: requireAccount,
  validateSearch: (search: Record<string, unknown>): { show?: "shared" } => (search["show"] === "shared" ? { show: "shared" } : {}),
  component: lazyRouteComponent(() => import("./my-files"), "MyFiles"),
});

export const filePages = [list] as const;
