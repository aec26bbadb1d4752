// The bell on top of every page: how many are unread, the latest, and the way to all.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bell as BellIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { Button, IconButton } from "@/ui/button";
import { ProblemNotice } from "@/ui/notice";
import { Popover } from "@/ui/popover";
import { SkeletonRows } from "@/ui/skeleton";
import { NotificationList } from "./notification-list";
import { useMarkRead, useUnread } from "./use-notifications";

const SHOWN = 6;
const MOST_COUNTED = 99;

function Latest({ all, onClose }: { all: string; onClose: () => void }) {
  const { t } = useTranslation("notifications");
  const query = { page_size: SHOWN, total: false } as const;
  const latest = useQuery({ queryKey: keys.notifications(query), queryFn: ({ signal }) => api.get("/api/v1/notifications", { query, signal }) });
  const markRead = useMarkRead();
  const items = latest.data?.items;
  return (
    <div className="grid gap-2">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">{t("title")}</h2>
        {items?.some((item) => !item.is_read) && (
          <Button kind="quiet" size="sm" busy={markRead.isPending} onClick={() => markRead.mutate(undefined)}>
            {t("markAll")}
          </Button>
        )}
      </div>
      {latest.error && <ProblemNotice problem={latest.error} onRetry={() => void latest.refetch()} />}
      {latest.isPending && <SkeletonRows rows={3} className="h-12" />}
      {items?.length === 0 && <p className="py-6 text-center text-sm text-ink-2">{t("none")}</p>}
      {items && items.length > 0 && (
        <div className="max-h-[60dvh] overflow-y-auto px-2">
          <NotificationList items={items} label={t("title")} onOpen={onClose} />
        </div>
      )}
      <Button asChild size="sm">
        <Link to={all} onClick={onClose}>
          {t("showAll")}
        </Link>
      </Button>
    </div>
  );
}

export function Bell({ all }: { all: "/notifications" | "/office/notifications" }) {
  const { t } = useTranslation("notifications");
  const [open, setOpen] = useState(false);
  const unread = useUnread() ?? 0;
  return (
    <Popover
      label={t("title")}
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-[min(24rem,calc(100vw-1.5rem))]"
      trigger={
        <IconButton label={unread > 0 ? t("bellUnread", { count: unread }) : t("title")} className="relative">
          <BellIcon className="size-4" aria-hidden />
          {unread > 0 && (
            <span className="tabular absolute top-0.5 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-[0.625rem] leading-none font-semibold text-on-accent" aria-hidden>
              {unread > MOST_COUNTED ? "99+" : unread}
            </span>
          )}
        </IconButton>
      }
    >
      {open && <Latest all={all} onClose={() => setOpen(false)} />}
    </Popover>
  );
}
