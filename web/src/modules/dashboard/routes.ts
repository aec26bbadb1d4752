import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";

const today = createRoute({
  getParentRoute: () => officeRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./today-page"), "TodayPage"),
});

export const dashboardOffice = [today] as const;
