import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";

const connectors = createRoute({
  getParentRoute: () => officeRoute,
  path: "/connectors",
  component: lazyRouteComponent(() => import("./connectors"), "Connectors"),
});

export const connectorOffice = [connectors] as const;
