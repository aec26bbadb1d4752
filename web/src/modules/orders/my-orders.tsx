import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PackageCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { date, money } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { RecordList } from "@/ui/record-list";
import { SkeletonRows } from "@/ui/skeleton";
import { Status } from "@/ui/status";
import { orderLooks } from "./status-look";

export function MyOrders() {
  const { t } = useTranslation("orders");
  const query = { page_size: 50, ordering: "-created_at" } as const;
  const orders = useQuery({
    queryKey: keys.orders(query),
    queryFn: ({ signal }) => api.get("/api/v1/sales-orders", { query, signal }),
  });
  return (
    <>
      <PageTitle title={t("mine.title")} />
      {orders.isPending ? (
        <SkeletonRows />
      ) : orders.error ? (
        <ProblemNotice problem={orders.error} onRetry={() => void orders.refetch()} />
      ) : orders.data.items.length === 0 ? (
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
        <RecordList
          label={t("mine.title")}
          rows={orders.data.items.map((order) => ({
            id: order.id,
            to: "/orders",
            title: order.number,
            detail: `${t("fromQuote", { number: order.quote_number })} · ${date(order.created_at)}`,
            amount: money(order.total, order.currency),
            status: <Status {...orderLooks[order.status]}>{t(`status.${order.status}`)}</Status>,
          }))}
        />
      )}
    </>
  );
}
