import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { portalRoute, requireAccount } from "@/app/layout-routes";
import { linkSearch } from "./links/use-link-token";

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

const forgotPassword = createRoute({
  getParentRoute: () => portalRoute,
  path: "/forgot-password",
  component: lazyRouteComponent(() => import("./links/forgot-password-page"), "ForgotPasswordPage"),
});

// The pages that mails lead to.
const verifyEmail = createRoute({
  getParentRoute: () => portalRoute,
  path: "/verify-email",
  validateSearch: linkSearch,
  component: lazyRouteComponent(() => import("./links/verify-email-page"), "VerifyEmailPage"),
});

const resetPassword = createRoute({
  getParentRoute: () => portalRoute,
  path: "/reset-password",
  validateSearch: linkSearch,
  component: lazyRouteComponent(() => import("./links/reset-password-page"), "ResetPasswordPage"),
});

const acceptInvitation = createRoute({
  getParentRoute: () => portalRoute,
  path: "/accept-invitation",
  validateSearch: linkSearch,
  component: lazyRouteComponent(() => import("./links/accept-invitation-page"), "AcceptInvitationPage"),
});

export const identityPages = [signIn, register, profile, forgotPassword, verifyEmail, resetPassword, acceptInvitation] as const;
