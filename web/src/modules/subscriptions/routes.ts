import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";

const plan = createRoute({
  getParentRoute: () => officeRoute,
  path: "/company/plan",
  component: lazyRouteComponent(() => import("./plan-page"), "PlanPage"),
});

const platform = createRoute({
  getParentRoute: () => officeRoute,
  path: "/platform",
  validateSearch: (search: Record<string, unknown>): { search?: string; page?: string } => ({
    ...(typeof search["search"] === "string" && search["search"] ? { search: search["search"] } : {}),
    ...(typeof search["page"] === "string" && /^[1-9]\d{0,5}$/.test(search["page"]) ? { page: search["page"] } : {}),
  }),
  component: lazyRouteComponent(() => import("./platform-page"), "PlatformPage"),
});

export const subscriptionOffice = [plan, platform] as const;
