// The list of orders as staff see it.
import { Link } from "@tanstack/react-router";
import { Check, Factory, Truck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { useSession } from "@/app/session";
import { date, money, relative } from "@/ui/format";
import type { FilterChoice, InlineEdit, RecordList } from "@/ui/record-table/column";
import { RowLink } from "@/ui/record-table/row-link";
import { Badge, type Tone } from "@/ui/status";
import { orderFields } from "./search";
import { OrderStatusTag, type OrderStatus } from "./status";

export type Order = Schema<"SalesOrder">;
type PaymentStatus = Order["payment_status"];

const paymentTones: Record<PaymentStatus, Tone> = { pending: "warn", partial: "warn", paid: "good", partially_refunded: "info", refunded: "quiet" };

export function PaymentTag({ status }: { status: PaymentStatus }) {
  const { t } = useTranslation("orders");
  return <Badge tone={paymentTones[status]}>{t(`office.payment.${status}`)}</Badge>;
}

const orderPage = (order: Order) => `/office/orders/${order.id}`;

/** Carrier and tracking number may be written until the goods are there. */
function shippingEdit(member: "carrier" | "tracking_number", canManage: boolean): InlineEdit<Order> | undefined {
  if (!canManage) return undefined;
  return {
    value: (order) => order[member] ?? "",
    isRequired: true,
    may: (order) => order.status !== "cancelled" && order.status !== "completed",
    expect: (order, value) => ({ ...order, [member]: value || null }),
    save: (order, value) =>
      api.patch("/api/v1/sales-orders/{sales_order_id}/shipping", {
        path: { sales_order_id: order.id },
        body: { [member]: value },
        ifMatch: order.version,
      }),
  };
}

export function useOrderFilters(): FilterChoice[] {
  const { t, i18n } = useTranslation("orders");
  return useMemo(
    () =>
      orderFields.map((field) => ({
        ...field,
        label: t(`office.fields.${field.name}`),
        wordLabel:
          field.name === "status"
            ? (word: string) => t(`status.${word as OrderStatus}`)
            : field.name === "payment_status"
              ? (word: string) => t(`office.payment.${word as PaymentStatus}`)
              : field.name === "fulfilment_status"
                ? (word: string) => t(`office.fulfilment.${word as Order["fulfilment_status"]}`)
                : undefined,
      })),
    // The language changes all texts.
    [t, i18n.language],
  );
}

export function useOrderList(): RecordList<Order> {
  const { t, i18n } = useTranslation("orders");
  const { may } = useSession();
  const filters = useOrderFilters();
  const canManage = may("orders.manage");
  return useMemo((): RecordList<Order> => {
    const f = (name: string) => t(`office.fields.${name}` as "office.fields.status");
    const step = (id: OrderStatus, icon: typeof Check) => ({
      id,
      label: t(`office.steps.${id as "confirmed"}`),
      icon,
      path: "/api/v1/sales-orders/bulk/status" as const,
      body: { status: id },
    });
    return {
      id: "sales-orders",
      path: "/api/v1/sales-orders",
      label: t("office.title"),
      queryKey: ["orders"],
      defaultOrdering: "-created_at",
      to: orderPage,
      nameOf: (order) => order.number,
      filters,
      views: [
        { id: "all", label: t("office.views.all"), query: "" },
        { id: "confirm", label: t("office.views.confirm"), query: "ordering=created_at&status=pending" },
        { id: "make", label: t("office.views.make"), query: "ordering=created_at&status=confirmed,in_production,quality_check" },
        { id: "deliver", label: t("office.views.deliver"), query: "status=shipped" },
        { id: "unpaid", label: t("office.views.unpaid"), query: "payment_status=pending,partial" },
      ],
      bulk: canManage ? [step("confirmed", Check), step("in_production", Factory), step("shipped", Truck)] : [],
      columns: [
        {
          id: "number",
          label: f("number"),
          width: 140,
          ordering: "number",
          cell: (order) => (
            <RowLink to={orderPage(order)} className="tabular truncate font-medium">
              {order.number}
            </RowLink>
          ),
        },
        { id: "customer_name", label: f("customer_name"), width: 160, grows: true, ordering: "customer_name", cell: (order) => <span className="truncate">{order.customer_name}</span> },
        { id: "status", label: f("status"), width: 148, cell: (order) => <OrderStatusTag status={order.status} /> },
        { id: "payment_status", label: f("payment_status"), width: 128, cell: (order) => <PaymentTag status={order.payment_status} /> },
        { id: "total", label: f("total"), width: 124, align: "end", ordering: "total", cell: (order) => money(order.total, order.currency) },
        {
          id: "carrier",
          label: f("carrier"),
          width: 120,
          edit: shippingEdit("carrier", canManage),
          cell: (order) => <span className="truncate text-ink-2">{order.carrier}</span>,
        },
        {
          id: "tracking_number",
          label: f("tracking_number"),
          width: 168,
          edit: shippingEdit("tracking_number", canManage),
          cell: (order) => <span className="tabular truncate text-ink-2">{order.tracking_number}</span>,
        },
        {
          id: "created_at",
          label: f("created_at"),
          width: 128,
          ordering: "created_at",
          cell: (order) => (
            <time dateTime={order.created_at} title={date(order.created_at)} className="truncate text-ink-2">
              {relative(order.created_at)}
            </time>
          ),
        },
        {
          id: "quote_number",
          label: f("quote_number"),
          width: 120,
          isExtra: true,
          cell: (order) => (
            <Link to="/office/quotes/$quoteId" params={{ quoteId: order.quote_id }} className="tabular underline decoration-line-strong underline-offset-4">
              {order.quote_number}
            </Link>
          ),
        },
        { id: "paid_amount", label: f("paid_amount"), width: 124, align: "end", isExtra: true, cell: (order) => money(order.paid_amount, order.currency) },
        { id: "fulfilment_status", label: f("fulfilment_status"), width: 120, isExtra: true, cell: (order) => t(`office.fulfilment.${order.fulfilment_status}`) },
        { id: "rush", label: f("rush"), width: 100, isExtra: true, cell: (order) => order.rush },
        { id: "customer_email", label: f("customer_email"), width: 200, isExtra: true, cell: (order) => <span className="truncate">{order.customer_email}</span> },
        { id: "updated_at", label: f("updated_at"), width: 128, isExtra: true, ordering: "updated_at", cell: (order) => <span className="text-ink-2">{relative(order.updated_at)}</span> },
      ],
      card: (order) => (
        <div className="grid gap-1">
          <div className="flex items-baseline justify-between gap-2">
            <RowLink to={orderPage(order)} className="tabular truncate font-medium">
              {order.number}
            </RowLink>
            <span className="tabular font-medium">{money(order.total, order.currency)}</span>
          </div>
          <div className="truncate text-ink-2">{order.customer_name}</div>
          <div className="flex items-center gap-2">
            <OrderStatusTag status={order.status} />
            <PaymentTag status={order.payment_status} />
          </div>
        </div>
      ),
    };
    // The language changes all texts.
  }, [t, i18n.language, filters, canManage]);
}
