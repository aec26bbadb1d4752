import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { portalRoute, requireAccount } from "@/app/layout-routes";

const next = (search: Record<string, unknown>): { next?: string } => ({ next: search["next"] as string | undefined });

const signIn = createRoute({
  getParentRoute: () => portalRoute,
  path: "/sign-in",
  validateSearch: next,
  component: lazyRouteComponent(() => import("./sign-in-page"), "SignInPage"),
});

const register = createRoute({
  getParentRoute: () => portalRoute,
  path: "/register",
  validateSearch: next,
  component: lazyRouteComponent(() => import("./register-page"), "RegisterPage"),
});

const profile = createRoute({
  getParentRoute: () => portalRoute,
  path: "/profile",
  beforeLoad: requireAccount,
  component: lazyRouteComponent(() => import("./profile-page"), "ProfilePage"),
});

export const identityPages = [signIn, register, profile] as const;
