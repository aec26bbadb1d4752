import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";

const first = createRoute({
  getParentRoute: () => officeRoute,
  path: "/catalogue",
  beforeLoad: () => {
    throw redirect({ to: "/office/catalogue/$tab", params: { tab: "services" }, replace: true });
  },
});

const tab = createRoute({
  getParentRoute: () => officeRoute,
  path: "/catalogue/$tab",
  component: lazyRouteComponent(() => import("./catalogue-page"), "CataloguePage"),
});

export const catalogueOffice = [first, tab] as const;
