import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { officeRoute, rootRoute } from "@/app/layout-routes";

const settings = createRoute({
  getParentRoute: () => officeRoute,
  path: "/company",
  component: lazyRouteComponent(() => import("./company-page"), "CompanyPage"),
});

const data = createRoute({
  getParentRoute: () => officeRoute,
  path: "/company/data",
  component: lazyRouteComponent(() => import("./data-page"), "CompanyDataPage"),
});

const setup = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({ token: typeof search["token"] === "string" ? search["token"] : undefined }),
  component: lazyRouteComponent(() => import("./setup-page"), "SetupPage"),
});

export const companyOffice = [settings, data] as const;
export const setupPages = [setup] as const;
