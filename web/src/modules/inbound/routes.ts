import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { endpointSearch, recordSearch } from "./search";

const list = createRoute({
  getParentRoute: () => officeRoute,
  path: "/inbound-webhooks",
  validateSearch: endpointSearch,
  component: lazyRouteComponent(() => import("./endpoints"), "InboundEndpoints"),
});

const record = createRoute({
  getParentRoute: () => officeRoute,
  path: "/inbound-webhooks/$endpointId",
  validateSearch: recordSearch,
  component: lazyRouteComponent(() => import("./endpoint"), "InboundEndpointPage"),
});

export const inboundOffice = [list, record] as const;
