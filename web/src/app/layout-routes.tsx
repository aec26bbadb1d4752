// The three routes that all others hang from: the root, the portal and the back office. Modules import these and nothing
// else of the app's routing, so that no cycle forms.
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { loadOfficeTexts } from "./i18n";
import { Root } from "./shell/root";
import { NotFound, RouteFailure } from "./shell/route-failure";
import { isStaff, meQuery } from "./session";

export interface RouterContext {
  client: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: RouteFailure,
});

export const portalRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "portal",
  component: lazyRouteComponent(() => import("./shell/portal-shell"), "PortalShell"),
});

/** For pages of the portal that need an account: sign in, then come back. */
export async function requireAccount({ context, location }: { context: RouterContext; location: { href: string } }) {
  const me = await context.client.ensureQueryData(meQuery);
  if (!me) throw redirect({ to: "/sign-in", search: { next: location.href } });
}

export const officeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/office",
  beforeLoad: async ({ context, location }) => {
    const me = await context.client.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: "/sign-in", search: { next: location.href } });
    if (!isStaff(me)) throw redirect({ to: "/" });
    await loadOfficeTexts();
  },
  component: lazyRouteComponent(() => import("./shell/office-shell"), "OfficeShell"),
});
