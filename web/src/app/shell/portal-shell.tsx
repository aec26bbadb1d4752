// The portal's frame: a quiet bar on top; on phones the pages stand at the foot, within the thumb's reach.
import { Link, Outlet } from "@tanstack/react-router";
import { Boxes, FileBox, PackageCheck, ReceiptText, Search } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { IconButton } from "@/ui/button";
import { openPalette } from "../palette/open";
import { useAccent, useBranding } from "../branding";
import { useSession } from "../session";
import { LazyBell } from "@/modules/notifications/lazy-bell";
import { AccountMenu } from "./account-menu";
import { Brand } from "./brand";
import { Connection } from "./connection";

export function PortalShell() {
  const { t } = useTranslation("app");
  const { me } = useSession();
  const branding = useBranding();
  useAccent(branding?.accent_color);
  const pages = [
    { to: "/", label: t("pages.price"), icon: Boxes },
    { to: "/quotes", label: t("pages.quotes"), icon: ReceiptText },
    { to: "/orders", label: t("pages.orders"), icon: PackageCheck },
    { to: "/files", label: t("pages.files"), icon: FileBox },
  ] as const;
  return (
    <div className="flex min-h-[calc(100dvh-var(--top))] flex-col">
      <header className="sticky top-(--top) z-30 border-b border-line bg-bg">
        <div className="mx-auto flex h-14 max-w-[1400px] items-center gap-6 px-4 sm:px-6">
          <Link to="/" className="flex min-w-0 rounded-md">
            <Brand name={branding?.name} logo={branding?.logo_url} />
          </Link>
          {me && (
            <nav aria-label={t("mainPages")} className="hidden items-center gap-1 sm:flex">
              {pages.map((page) => (
                <Link
                  key={page.to}
                  to={page.to}
                  activeOptions={{ exact: page.to === "/", includeSearch: false }}
                  className="flex h-9 items-center rounded-md px-3 text-sm text-ink-2 transition-colors hover:bg-hover hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink"
                >
                  {page.label}
                </Link>
              ))}
            </nav>
          )}
          <div className="ml-auto flex items-center gap-1">
            <IconButton label={t("palette.open")} onClick={() => openPalette()}>
              <Search className="size-4" aria-hidden />
            </IconButton>
            <LazyBell all="/notifications" />
            <AccountMenu />
          </div>
        </div>
      </header>
      <Connection />
      <main id="content" className="mx-auto w-full max-w-[1400px] flex-1 px-4 pt-6 pb-24 sm:px-6 sm:pt-8 sm:pb-16">
        <Outlet />
      </main>
      {me && (
        <nav
          aria-label={t("mainPages")}
          className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-4 border-t border-line bg-raised pb-[env(safe-area-inset-bottom)] sm:hidden"
        >
          {pages.map((page) => (
            <Link
              key={page.to}
              to={page.to}
              activeOptions={{ exact: page.to === "/", includeSearch: false }}
              className="flex h-14 flex-col items-center justify-center gap-0.5 text-[11px] text-ink-3 aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              <page.icon className="size-5" aria-hidden />
              {page.to === "/" ? t("pages.priceShort") : page.label}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
}
