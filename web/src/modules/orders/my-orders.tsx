// The customer's orders, newest first; states change while one looks.
import { getRouteApi } from "@tanstack/react-router";
import { PackageCheck } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { date, money } from "@/ui/format";
import { useListKeys } from "@/ui/list-keys";
import { MyRecords, useMine } from "@/ui/my-records";
import { RecordList } from "@/ui/record-list";
import { orderStatuses } from "./search";
import { OrderStatusTag } from "./status";

const route = getRouteApi("/portal/orders");
const ASK_AGAIN_MS = 30_000;

export function MyOrders() {
  const { t } = useTranslation("orders");
  const { me } = useSession();
  const { status } = route.useSearch();
  const navigate = route.useNavigate();
  useListKeys();
  const query = { page_size: 30, ordering: "-created_at", customer_id: me?.id, status, total: "false" } as const;
  const orders = useMine({
    queryKey: keys.orders(query),
    isWaiting: !me,
    read: (cursor, signal) => api.get("/api/v1/sales-orders", { query: { ...query, cursor }, signal }),
    askAgainMs: ASK_AGAIN_MS,
  });
  return (
    <div className="mx-auto max-w-4xl">
      <MyRecords
        records={orders}
        icon={PackageCheck}
        words={{ title: t("mine.title"), none: t("mine.none"), what: t("mine.what"), first: t("mine.first"), more: t("mine.more") }}
        filter={{
          label: t("mine.filter"),
          all: t("mine.all"),
          noneLike: t("mine.noneLike"),
          value: status,
          groups: orderStatuses.map((one) => ({ value: one, label: t(`status.${one}`) })),
          onChange: (next) => void navigate({ search: { status: next }, replace: true }),
        }}
      >
        {(items) => (
          <RecordList
            label={t("mine.title")}
            rows={items.map((order) => ({
              id: order.id,
              to: `/orders/${order.id}`,
              title: order.number,
              detail: `${t("fromQuote", { number: order.quote_number })} · ${date(order.created_at)}`,
              amount: money(order.total, order.currency),
              status: <OrderStatusTag status={order.status} />,
            }))}
          />
        )}
      </MyRecords>
    </div>
  );
}
