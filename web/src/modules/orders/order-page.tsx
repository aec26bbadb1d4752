// One order: how far it is, what comes next, where it goes and what was agreed.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { MapPin, Package } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useAskAgain } from "@/app/live/use-live";
import { AddressText } from "@/modules/identity/address";
import { useNames } from "@/modules/quotes/names";
import { TotalsCard } from "@/modules/quotes/totals";
import { Conversation } from "@/modules/timeline/conversation";
import { money, relative } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { Thumbnail } from "@/ui/record-list";
import { Skeleton } from "@/ui/skeleton";
import { Badge, type Tone } from "@/ui/status";
import { CancelOrder } from "./cancel-order";
import { OrderStatusTag } from "./status";
import { TimeLine } from "./time-line";

type Order = Schema<"SalesOrder">;
const route = getRouteApi("/portal/orders/$orderId");

const paymentTones: Record<Order["payment_status"], Tone> = {
  pending: "quiet",
  partial: "warn",
  paid: "good",
  partially_refunded: "warn",
  refunded: "quiet",
};

function Lines({ order }: { order: Order }) {
  const { t } = useTranslation(["orders", "quotes"]);
  const names = useNames();
  return (
    <ul aria-label={t("orders:lines")} className="grid gap-3">
      {(order.lines ?? []).map((line) => (
        <li key={line.id} className="flex gap-4 rounded-xl bg-surface p-4 shadow-card">
          <Thumbnail src={line.file_id ? `/api/v1/files/${line.file_id}/preview.png` : null} className="size-16 sm:size-20" />
          <div className="grid min-w-0 flex-1 content-start gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_auto]">
            <div className="min-w-0">
              <h3 className="truncate font-medium">{line.file_name}</h3>
              <p className="text-sm text-ink-2">{names.choice(line)}</p>
              {line.shipped_quantity > 0 && line.shipped_quantity < line.quantity && (
                <p className="text-sm text-ink-2">{t("orders:shippedOf", { shipped: line.shipped_quantity, all: line.quantity })}</p>
              )}
            </div>
            <div className="sm:text-right">
              <p className="tabular font-medium">{money(line.total, order.currency)}</p>
              <p className="tabular text-sm text-ink-2">
                {t("quotes:piecesAt", { count: line.quantity, price: money(line.unit_price, order.currency) })}
              </p>
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Shipping({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  return (
    <section className="grid gap-3 text-sm">
      <h2 className="flex items-center gap-2 font-medium">
        <MapPin className="size-4 text-ink-3" aria-hidden />
        {t("goesTo")}
      </h2>
      <AddressText address={order.shipping_address} />
      {order.tracking_number && (
        <p className="flex items-center gap-2">
          <Package className="size-4 text-ink-3" aria-hidden />
          <span>
            {order.carrier} <span className="font-medium select-all">{order.tracking_number}</span>
          </span>
        </p>
      )}
    </section>
  );
}

export function OrderPage() {
  const { t } = useTranslation("orders");
  const { orderId } = route.useParams();
  const found = useQuery({
    queryKey: keys.order(orderId),
    queryFn: ({ signal }) => api.get("/api/v1/sales-orders/{sales_order_id}", { path: { sales_order_id: orderId }, signal }),
    refetchInterval: useAskAgain(20_000),
  });
  if (found.error && !found.data) return <ProblemNotice problem={found.error} onRetry={() => void found.refetch()} />;
  const order = found.data;
  if (!order)
    return (
      <div className="grid gap-4">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="h-64" />
      </div>
    );
  return (
    <>
      <PageTitle
        name={order.number}
        title={
          <span className="flex flex-wrap items-center gap-3">
            {order.number}
            <OrderStatusTag status={order.status} />
          </span>
        }
        actions={order.is_cancellable && <CancelOrder order={order} />}
      >
        {t("placedAgo", { when: relative(order.created_at) })} ·{" "}
        <Link to="/quotes/$quoteId" params={{ quoteId: order.quote_id }} className="underline-offset-4 hover:underline">
          {t("fromQuote", { number: order.quote_number })}
        </Link>
      </PageTitle>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-6">
          {order.cancel_reason && <Notice title={t("cancelledBecause")}>{order.cancel_reason}</Notice>}
          <TimeLine order={order} />
          <Lines order={order} />
          <Conversation orderId={order.id} />
        </div>
        <aside className="grid content-start gap-6">
          <TotalsCard {...order} />
          <section className="flex items-center justify-between text-sm">
            <h2 className="font-medium">{t("payment")}</h2>
            <Badge tone={paymentTones[order.payment_status]}>{t(`payments.${order.payment_status}`)}</Badge>
          </section>
          <Shipping order={order} />
        </aside>
      </div>
    </>
  );
}
