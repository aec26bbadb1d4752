// The page of one order for staff.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FileDown } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { AddressText } from "@/modules/identity/address";
import { useNames } from "@/modules/quotes/names";
import { CustomerSection } from "@/modules/quotes/office-quote";
import { previewOf } from "@/modules/quotes/quote-lines";
import { Totals } from "@/modules/quotes/totals";
import { isPositive } from "@/ui/decimal";
import { Facts, Section } from "@/ui/facts";
import { date, dateTime, money, number } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { Thumbnail } from "@/ui/record-list";
import { RecordPage, RecordPageSkeleton } from "@/ui/record-page";
import type { Tab } from "@/ui/tabs";
import { PaymentTag, type Order } from "./office-list";
import { OrderStatusTag } from "./status";
import { OrderActions } from "./order-actions";
import { OrderStory } from "./order-story";
import { openAmount } from "./payment-dialog";
import { OrderTrack } from "./order-track";

function Lines({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const names = useNames();
  return (
    <ul className="grid gap-3">
      {order.lines.map((line) => (
        <li key={line.id} className="flex flex-wrap items-center gap-4 rounded-lg bg-surface p-4 shadow-card">
          <Thumbnail src={line.file_id && previewOf(line.file_id)} className="size-20" />
          <div className="min-w-40 flex-1">
            <p className="flex min-w-0 items-center gap-2 font-medium">
              <span className="truncate">{line.file_name}</span>
              {line.file_id && (
                <a href={`/api/v1/files/${line.file_id}/content`} aria-label={t("office.download", { name: line.file_name })} title={t("office.download", { name: line.file_name })} className="rounded-sm text-ink-3 hover:text-ink">
                  <FileDown className="size-4" aria-hidden />
                </a>
              )}
            </p>
            <p className="text-sm text-ink-2">{names.choice(line)}</p>
            {line.note && <p className="mt-1 text-sm whitespace-pre-wrap text-ink-2">{line.note}</p>}
          </div>
          <div className="tabular shrink-0 text-right max-sm:w-full">
            <p className="font-medium">{money(line.total, order.currency)}</p>
            <p className="text-sm text-ink-3">
              {number(line.quantity, 0)} × {money(line.unit_price, order.currency)}
            </p>
            {line.shipped_quantity > 0 && <p className="text-sm text-good">{t("office.shippedQuantity", { count: line.shipped_quantity })}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

export function OfficeOrder() {
  const { t } = useTranslation("orders");
  const { orderId } = useParams({ from: "/office/orders/$orderId" });
  const { tab } = useSearch({ from: "/office/orders/$orderId" });
  const navigate = useNavigate();
  const { data: order, error, refetch } = useQuery({
    queryKey: keys.order(orderId),
    queryFn: ({ signal }) => api.get("/api/v1/sales-orders/{sales_order_id}", { path: { sales_order_id: orderId }, signal }),
  });
  if (error && !order) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!order) return <RecordPageSkeleton />;
  const tabs: Tab[] = [
    { id: "parts", label: t("office.partsTab", { count: order.lines.length }), content: <Lines order={order} /> },
    { id: "story", label: t("office.story"), content: <OrderStory order={order} /> },
  ];
  const open = openAmount(order);
  return (
    <RecordPage
      back={{ to: "/office/orders", label: t("office.title") }}
      title={order.number}
      status={
        <>
          <OrderStatusTag status={order.status} />
          <PaymentTag status={order.payment_status} />
        </>
      }
      subtitle={`${order.customer_name} · ${date(order.created_at)}`}
      actions={<OrderActions order={order} />}
      notice={
        <>
          <OrderTrack order={order} />
          {order.cancel_reason && (
            <Notice tone="bad" title={t("office.cancelReason")}>
              {order.cancel_reason}
            </Notice>
          )}
          {order.note && <Notice title={t("office.customerNote")}>{order.note}</Notice>}
        </>
      }
      tabs={tabs}
      tab={tab}
      onTab={(id) => void navigate({ to: ".", search: { tab: id }, replace: true })}
      aside={
        <>
          <Section title={t("office.price")}>
            <Totals
              of={order}
              more={[
                ...(isPositive(order.paid_amount) ? [{ label: t("office.paid"), value: money(order.paid_amount, order.currency) }] : []),
                ...(isPositive(order.refunded_amount) ? [{ label: t("office.refunded"), value: money(order.refunded_amount, order.currency) }] : []),
                ...(isPositive(open) && order.status !== "cancelled" ? [{ label: t("office.stillOpen"), value: money(open, order.currency) }] : []),
              ]}
            />
          </Section>
          <CustomerSection of={order} />
          <Section title={t("office.delivery")}>
            <AddressText address={order.shipping_address} />
            <Facts
              facts={[
                { label: t("office.fields.carrier"), value: order.carrier },
                { label: t("office.fields.tracking_number"), value: order.tracking_number },
                { label: t("office.fields.fulfilment_status"), value: t(`office.fulfilment.${order.fulfilment_status}`) },
                { label: t("office.leadTime"), value: t("office.days", { count: order.lead_time_days }) },
                { label: t("status.shipped"), value: order.shipped_at && dateTime(order.shipped_at) },
                { label: t("status.delivered"), value: order.delivered_at && dateTime(order.delivered_at) },
              ]}
            />
          </Section>
          <Section title={t("office.quote")}>
            <Link to="/office/quotes/$quoteId" params={{ quoteId: order.quote_id }} className="tabular text-sm font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink">
              {order.quote_number}
            </Link>
          </Section>
        </>
      }
    />
  );
}
