// One customer: who it is, what was asked for, ordered and paid.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { AddressText } from "@/modules/identity/address";
import { OrderStatusTag } from "@/modules/orders/status";
import { QuoteStatusTag } from "@/modules/quotes/status";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { Facts, Section } from "@/ui/facts";
import { date, money, number, relative } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { RecordList } from "@/ui/record-list";
import { RecordPage, RecordPageSkeleton } from "@/ui/record-page";
import { SkeletonRows } from "@/ui/skeleton";
import { Badge } from "@/ui/status";
import { PackageCheck, ReceiptText } from "lucide-react";

const MOST = 50;

function CustomerQuotes({ id }: { id: string }) {
  const { t } = useTranslation("customers");
  const query = { customer_id: id, page_size: MOST, ordering: "-created_at" } as const;
  const quotes = useQuery({ queryKey: keys.quotes(query), queryFn: ({ signal }) => api.get("/api/v1/quotes", { query, signal }) });
  if (quotes.isPending) return <SkeletonRows rows={4} />;
  if (quotes.error) return <ProblemNotice problem={quotes.error} onRetry={() => void quotes.refetch()} />;
  if (quotes.data.items.length === 0) return <EmptyState icon={ReceiptText} title={t("noQuotes")} />;
  return (
    <>
      <RecordList
        label={t("quotes")}
        rows={quotes.data.items.map((quote) => ({
          id: quote.id,
          to: `/office/quotes/${quote.id}`,
          picture: quote.preview_url,
          title: quote.number,
          detail: date(quote.created_at),
          amount: money(quote.total, quote.currency),
          status: <QuoteStatusTag status={quote.status} />,
        }))}
      />
      <More total={quotes.data.total ?? 0} to="/office/quotes" id={id} />
    </>
  );
}

function CustomerOrders({ id }: { id: string }) {
  const { t } = useTranslation("customers");
  const query = { customer_id: id, page_size: MOST, ordering: "-created_at" } as const;
  const orders = useQuery({ queryKey: keys.orders(query), queryFn: ({ signal }) => api.get("/api/v1/sales-orders", { query, signal }) });
  if (orders.isPending) return <SkeletonRows rows={4} />;
  if (orders.error) return <ProblemNotice problem={orders.error} onRetry={() => void orders.refetch()} />;
  if (orders.data.items.length === 0) return <EmptyState icon={PackageCheck} title={t("noOrders")} />;
  return (
    <>
      <RecordList
        label={t("orders")}
        rows={orders.data.items.map((order) => ({
          id: order.id,
          to: `/office/orders/${order.id}`,
          title: order.number,
          detail: date(order.created_at),
          amount: money(order.total, order.currency),
          status: <OrderStatusTag status={order.status} />,
        }))}
      />
      <More total={orders.data.total ?? 0} to="/office/orders" id={id} />
    </>
  );
}

function More({ total, to, id }: { total: number; to: "/office/quotes" | "/office/orders"; id: string }) {
  const { t } = useTranslation("customers");
  if (total <= MOST) return null;
  return (
    <Button asChild size="sm" className="mt-4">
      <Link to={to} search={{ customer_id: id }}>
        {t("seeAll", { shown: number(total, 0) })}
      </Link>
    </Button>
  );
}

export function CustomerPage() {
  const { t } = useTranslation("customers");
  const { customerId } = useParams({ from: "/office/customers/$customerId" });
  const { tab } = useSearch({ from: "/office/customers/$customerId" });
  const navigate = useNavigate();
  const { data: customer, error, refetch } = useQuery({
    queryKey: keys.customer(customerId),
    queryFn: ({ signal }) => api.get("/api/v1/customers/{customer_id}", { path: { customer_id: customerId }, signal }),
  });
  if (error && !customer) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!customer) return <RecordPageSkeleton />;
  return (
    <RecordPage
      back={{ to: "/office/customers", label: t("title") }}
      title={customer.name}
      status={!customer.is_active && <Badge>{t("inactive")}</Badge>}
      subtitle={t("since", { date: date(customer.created_at) })}
      actions={
        <Button asChild size="sm">
          <a href={`mailto:${customer.email}`}>{t("write")}</a>
        </Button>
      }
      tabs={[
        { id: "orders", label: t("ordersTab", { shown: number(customer.order_count, 0) }), content: <CustomerOrders id={customer.id} /> },
        { id: "quotes", label: t("quotesTab", { shown: number(customer.quote_count, 0) }), content: <CustomerQuotes id={customer.id} /> },
      ]}
      tab={tab}
      onTab={(id) => void navigate({ to: ".", search: { tab: id }, replace: true })}
      aside={
        <>
          <Section title={t("figures")}>
            <Facts
              facts={[
                { label: t("fields.revenue"), value: money(customer.revenue, customer.currency) },
                { label: t("fields.ordered"), value: money(customer.ordered, customer.currency) },
                { label: t("fields.last_activity_at"), value: relative(customer.last_activity_at) },
              ]}
            />
          </Section>
          <Section title={t("contact")}>
            <Facts
              facts={[
                { label: t("fields.email"), value: customer.email },
                { label: t("fields.phone"), value: customer.phone },
              ]}
            />
          </Section>
          {customer.shipping_address && (
            <Section title={t("shippingAddress")}>
              <AddressText address={customer.shipping_address} />
            </Section>
          )}
          {customer.billing_address && (
            <Section title={t("billingAddress")}>
              <AddressText address={customer.billing_address} />
            </Section>
          )}
        </>
      }
    />
  );
}
