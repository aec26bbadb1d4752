// Everything one was told, newest first; on request only what is unread.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Bell } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { useMine } from "@/ui/my-records";
import { ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { SkeletonRows } from "@/ui/skeleton";
import { StatusFilter } from "@/ui/status-filter";
import { NotificationList } from "./notification-list";
import { useMarkRead, useUnread } from "./use-notifications";

const ASK_AGAIN_MS = 60_000;

function Notifications({ show }: { show: "unread" | undefined }) {
  const { t } = useTranslation("notifications");
  const { me } = useSession();
  const navigate = useNavigate();
  const unread = useUnread();
  const markRead = useMarkRead();
  const query = { page_size: 30, total: false, is_read: show === "unread" ? "false" : undefined } as const;
  const records = useMine({
    queryKey: keys.notifications(query),
    isWaiting: !me,
    read: (cursor, signal) => api.get("/api/v1/notifications", { query: { ...query, cursor }, signal }),
    askAgainMs: ASK_AGAIN_MS,
  });
  const items = records.data?.pages.flatMap((piece) => piece.items);
  return (
    <div className="mx-auto max-w-3xl">
      <PageTitle
        title={t("title")}
        actions={
          <Button size="sm" disabled={!unread} busy={markRead.isPending} onClick={() => markRead.mutate(undefined)}>
            {t("markAll")}
          </Button>
        }
      />
      <StatusFilter
        label={t("filter")}
        all={t("all")}
        value={show}
        groups={[{ value: "unread", label: t("unread") }]}
        onChange={(next) => void navigate({ to: ".", search: next === "unread" ? { show: "unread" } : {}, replace: true })}
      />
      {records.error && <ProblemNotice problem={records.error} onRetry={() => void records.refetch()} />}
      {records.isPending && <SkeletonRows />}
      {items?.length === 0 && (
        <EmptyState icon={Bell} title={show ? t("noneUnread") : t("none")}>
          {t("what")}
        </EmptyState>
      )}
      {items && items.length > 0 && <NotificationList items={items} label={t("title")} />}
      {records.hasNextPage && (
        <div className="mt-6 text-center">
          <Button busy={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </div>
  );
}

export const MyNotifications = () => <Notifications show={useSearch({ from: "/portal/notifications" }).show} />;
export const StaffNotifications = () => <Notifications show={useSearch({ from: "/office/notifications" }).show} />;
