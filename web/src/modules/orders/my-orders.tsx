// The customer's orders, newest first; states change while one looks.
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { PackageCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useAskAgain } from "@/app/live/use-live";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { date, money } from "@/ui/format";
import { useListKeys } from "@/ui/list-keys";
import { ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { RecordList } from "@/ui/record-list";
import { SkeletonRows } from "@/ui/skeleton";
import { Status } from "@/ui/status";
import { StatusFilter } from "@/ui/status-filter";
import { orderLooks, type OrderStatus } from "./status-look";

const route = getRouteApi("/portal/orders");
const shownStates: OrderStatus[] = ["pending", "confirmed", "in_production", "quality_check", "shipped", "delivered", "completed", "on_hold", "cancelled"];

export function MyOrders() {
  const { t } = useTranslation("orders");
  const { me } = useSession();
  const { status } = route.useSearch();
  const navigate = route.useNavigate();
  useListKeys();
  const query = { page_size: 30, ordering: "-created_at", customer_id: me?.id, status, total: "false" } as const;
  const orders = useInfiniteQuery({
    queryKey: keys.orders(query),
    enabled: !!me,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => api.get("/api/v1/sales-orders", { query: { ...query, cursor: pageParam }, signal }),
    refetchInterval: useAskAgain(30_000),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const items = orders.data?.pages.flatMap((page) => page.items);
  return (
    <div className="mx-auto max-w-4xl">
      <PageTitle title={t("mine.title")} />
      {(status !== undefined || (items?.length ?? 0) > 0) && (
        <StatusFilter
          label={t("mine.filter")}
          all={t("mine.all")}
          value={status}
          onChange={(next) => void navigate({ search: { status: next }, replace: true })}
          groups={shownStates.map((one) => ({ value: one, label: t(`status.${one}`) }))}
        />
      )}
      {orders.error ? (
        <ProblemNotice problem={orders.error} onRetry={() => void orders.refetch()} />
      ) : !items ? (
        <SkeletonRows />
      ) : items.length === 0 && status ? (
        <p className="py-12 text-center text-sm text-ink-2">{t("mine.noneLike")}</p>
      ) : items.length === 0 ? (
        <EmptyState
          icon={PackageCheck}
          title={t("mine.none")}
          action={
            <Button asChild kind="primary">
              <Link to="/">{t("mine.first")}</Link>
            </Button>
          }
        >
          {t("mine.what")}
        </EmptyState>
      ) : (
        <>
          <RecordList
            label={t("mine.title")}
            rows={items.map((order) => ({
              id: order.id,
              to: `/orders/${order.id}`,
              title: order.number,
              detail: `${t("fromQuote", { number: order.quote_number })} · ${date(order.created_at)}`,
              amount: money(order.total, order.currency),
              status: <Status {...orderLooks[order.status]}>{t(`status.${order.status}`)}</Status>,
            }))}
          />
          {orders.hasNextPage && (
            <div className="mt-6 text-center">
              <Button busy={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>
                {t("mine.more")}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
