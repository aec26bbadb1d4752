// The back office's frame: a left rail by wing; on phones it opens from a button.
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { Menu as MenuIcon, Search } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { IconButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Keys } from "@/ui/keys";
import { useBranding } from "../branding";
import { openPalette } from "../palette/open";
import { useSession } from "../session";
import { LazyBell } from "@/modules/notifications/lazy-bell";
import { PlanBanner } from "@/modules/subscriptions/banner";
import { AccountMenu } from "./account-menu";
import { Brand } from "./brand";
import { Connection } from "./connection";
import { isShown, officePages, wings, type OfficePage } from "./office-nav";

function RailLink({ page }: { page: OfficePage }) {
  const { t } = useTranslation("app");
  return (
    <Link
      to={page.to}
      activeOptions={{ exact: page.to === "/office" || page.to === "/office/company", includeSearch: false }}
      className="flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-2 hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink coarse:h-11"
    >
      <page.icon className="size-4 shrink-0" aria-hidden />
      <span className="truncate">{t(`office.${page.label}` as "office.dashboard")}</span>
    </Link>
  );
}

function Rail() {
  const { t } = useTranslation("app");
  const { me } = useSession();
  const shown = officePages.filter((page) => isShown(page, me));
  return (
    <nav aria-label={t("mainPages")} className="grid gap-5">
      <div className="grid gap-0.5">
        {shown.filter((page) => !page.wing).map((page) => <RailLink key={page.to} page={page} />)}
      </div>
      {wings.map((wing) => {
        const pages = shown.filter((page) => page.wing === wing);
        if (pages.length === 0) return null;
        return (
          <div key={wing} className="grid gap-0.5">
            <h2 className="px-2.5 pb-1 text-xs font-medium text-ink-3">{t(`wings.${wing}`)}</h2>
            {pages.map((page) => <RailLink key={page.to} page={page} />)}
          </div>
        );
      })}
    </nav>
  );
}

export function OfficeShell() {
  const { t } = useTranslation("app");
  const [railOpen, setRailOpen] = useState(false);
  useBranding(); // times are written in the company's zone
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => setRailOpen(false), [path]);
  return (
    <div className="grid min-h-[calc(100dvh-var(--top))] lg:grid-cols-[15rem_minmax(0,1fr)]">
      <aside className="sticky top-(--top) hidden h-[calc(100dvh-var(--top))] flex-col gap-5 overflow-y-auto border-r border-line bg-sunken/50 p-3 lg:flex">
        <Link to="/office" className="rounded-md px-2.5 pt-1.5">
          <Brand />
        </Link>
        <button
          type="button"
          onClick={() => openPalette()}
          className="flex h-8 items-center gap-2.5 rounded-md bg-surface px-2.5 text-sm text-ink-3 ring-1 ring-line ring-inset hover:text-ink"
        >
          <Search className="size-4" aria-hidden />
          {t("palette.open")}
          <span className="ml-auto">
            <Keys keys="mod k" />
          </span>
        </button>
        <Rail />
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-(--top) z-30 flex h-14 items-center gap-2 border-b border-line bg-bg px-4 sm:px-6">
          <IconButton label={t("mainPages")} className="-ml-2 lg:hidden" onClick={() => setRailOpen(true)}>
            <MenuIcon className="size-5" aria-hidden />
          </IconButton>
          <Link to="/office" className="rounded-md lg:hidden">
            <Brand />
          </Link>
          <div className="ml-auto flex items-center gap-1">
            <IconButton label={t("palette.open")} className="lg:hidden" onClick={() => openPalette()}>
              <Search className="size-4" aria-hidden />
            </IconButton>
            <LazyBell all="/office/notifications" />
            <AccountMenu />
          </div>
        </header>
        <Connection />
        <PlanBanner />
        <main id="content" className="min-w-0 flex-1 px-4 py-6 sm:px-6">
          <Outlet />
        </main>
      </div>
      <Dialog open={railOpen} onOpenChange={setRailOpen} title={t("mainPages")} as="sheet" width="sm">
        <Rail />
      </Dialog>
    </div>
  );
}
