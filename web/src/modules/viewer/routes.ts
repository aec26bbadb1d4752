import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/app/layout-routes";

const part = createRoute({
  getParentRoute: () => rootRoute,
  path: "/parts/$fileId",
  component: lazyRouteComponent(() => import("./part-page"), "PartPage"),
});

export const viewerPages = [part] as const;
