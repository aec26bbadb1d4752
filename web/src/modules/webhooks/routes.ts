import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute } from "@/app/layout-routes";
import { webhookSearch } from "./search";
import { recordSearch } from "./record-search";

const list = createRoute({
  getParentRoute: () => officeRoute,
  path: "/webhooks",
  validateSearch: webhookSearch,
  component: lazyRouteComponent(() => import("./webhooks"), "Webhooks"),
});

const record = createRoute({
  getParentRoute: () => officeRoute,
  path: "/webhooks/$webhookId",
  validateSearch: recordSearch,
  component: lazyRouteComponent(() => import("./webhook"), "WebhookPage"),
});

export const webhookOffice = [list, record] as const;
