import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import i18next from "i18next";
import { BookOpen } from "lucide-react";
import { officeRoute } from "@/app/layout-routes";
import { registerPages } from "@/app/palette/pages";
import { tabIds } from "./tab-ids";

const first = createRoute({
  getParentRoute: () => officeRoute,
  path: "/catalogue",
  beforeLoad: () => {
    throw redirect({ to: "/office/catalogue/$tab", params: { tab: tabIds[0] }, replace: true });
  },
});

const tab = createRoute({
  getParentRoute: () => officeRoute,
  path: "/catalogue/$tab",
  component: lazyRouteComponent(() => import("./catalogue-page"), "CataloguePage"),
});

registerPages(
  tabIds.map((id) => ({
    to: `/office/catalogue/${id}`,
    icon: BookOpen,
    label: () => `${i18next.t("app:office.catalogue")}: ${i18next.t(`app:catalogueTabs.${id}`)}`,
    shownTo: (me) => !!me?.rights.includes("catalogue.read"),
  })),
);

export const catalogueOffice = [first, tab] as const;
