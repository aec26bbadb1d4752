import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute, portalRoute, requireAccount, rootRoute } from "@/app/layout-routes";
import { tabSearch } from "@/ui/tab-search";
import { inAppSearch, messageSearch, textSearch } from "./search";

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

const texts = createRoute({
  getParentRoute: () => officeRoute,
  path: "/messages/texts",
  validateSearch: textSearch,
  component: lazyRouteComponent(() => import("./texts-page"), "TextsPage"),
});

const text = createRoute({
  getParentRoute: () => officeRoute,
  path: "/messages/texts/$event",
  validateSearch: textSearch,
  component: lazyRouteComponent(() => import("./text-page"), "TextPage"),
});

const unsubscribe = createRoute({
  getParentRoute: () => rootRoute,
  path: "/unsubscribe/$token",
  component: lazyRouteComponent(() => import("./unsubscribe-page"), "UnsubscribePage"),
});

export const unsubscribePages = [unsubscribe] as const;
export const notificationPages = [mine] as const;
export const notificationOffice = [staff, messages, texts, text, message] as const;
