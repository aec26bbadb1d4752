import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { portalRoute, requireAccount } from "@/app/layout-routes";

const list = createRoute({
  getParentRoute: () => portalRoute,
  path: "/files",
  beforeLoad: requireAccount,
  component: lazyRouteComponent(() => import("./my-files"), "MyFiles"),
});

export const filePages = [list] as const;
