import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute, portalRoute, requireAccount } from "@/app/layout-routes";
import { tabSearch } from "@/ui/tab-search";
import { inAppSearch, messageSearch } from "./search";

const mine = createRoute({
  getParentRoute: () => portalRoute,
  path: "/notifications",
  beforeLoad: requireAccount,
  validateSearch: inAppSearch,
  component: lazyRouteComponent(() => import("./my-notifications"), "MyNotifications"),
});

const staff = createRoute({
  getParentRoute: () => officeRoute,
  path: "/notifications",
  validateSearch: inAppSearch,
  component: lazyRouteComponent(() => import("./my-notifications"), "StaffNotifications"),
});

const messages = createRoute({
  getParentRoute: () => officeRoute,
  path: "/messages",
  validateSearch: messageSearch,
  component: lazyRouteComponent(() => import("./messages"), "Messages"),
});

const message = createRoute({
  getParentRoute: () => officeRoute,
  path: "/messages/$messageId",
  validateSearch: tabSearch,
  component: lazyRouteComponent(() => import("./message"), "MessagePage"),
});

export const notificationPages = [mine] as const;
export const notificationOffice = [staff, messages, message] as const;
