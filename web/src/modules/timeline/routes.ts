import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { activitySearch } from "./search";

const activity = createRoute({
  getParentRoute: () => officeRoute,
  path: "/activity",
  validateSearch: activitySearch,
  component: lazyRouteComponent(() => import("./activity-page"), "ActivityPage"),
});

export const timelineOffice = [activity] as const;
