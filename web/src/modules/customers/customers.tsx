// The list of customers, with what they asked for, ordered and paid.
import { useSearch } from "@tanstack/react-router";
import { UserCheck, UserX, UsersRound } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { useSession } from "@/app/session";
import { EmptyState } from "@/ui/empty-state";
import { date, money, number, relative } from "@/ui/format";
import { useTabTitle } from "@/ui/page-title";
import type { RecordList } from "@/ui/record-table/column";
import { RowLink } from "@/ui/record-table/row-link";
import { RecordTable } from "@/ui/record-table/record-table";
import { Badge } from "@/ui/status";
import { customerFields } from "./search";

export type Customer = Schema<"Customer">;

const customerPage = (customer: Customer) => `/office/customers/${customer.id}`;

function useCustomerList(): RecordList<Customer> {
  const { t, i18n } = useTranslation("customers");
  const canManage = useSession().may("users.manage");
  return useMemo((): RecordList<Customer> => {
    const f = (name: string) => t(`fields.${name}` as "fields.name");
    const when = (time: string | null | undefined) => (time ? <span className="text-ink-2">{relative(time)}</span> : null);
    return {
      id: "customers",
      path: "/api/v1/customers",
      label: t("title"),
      queryKey: ["customers"],
      defaultOrdering: "-last_activity_at",
      to: customerPage,
      nameOf: (customer) => customer.name,
      filters: customerFields.map((field) => ({ ...field, label: f(field.name) })),
      views: [
        { id: "all", label: t("views.all"), query: "" },
        { id: "buyers", label: t("views.buyers"), query: "order_count__gt=0&ordering=-revenue" },
        { id: "waiting", label: t("views.waiting"), query: "order_count=0&quote_count__gt=0" },
      ],
      bulk: canManage
        ? [
            { id: "activate", label: t("bulk.activate"), icon: UserCheck, path: "/api/v1/customers/bulk/update", body: { is_active: true }, canUndo: true },
            { id: "deactivate", label: t("bulk.deactivate"), icon: UserX, path: "/api/v1/customers/bulk/update", body: { is_active: false }, canUndo: true, isDanger: true },
          ]
        : [],
      columns: [
        {
          id: "name",
          label: f("name"),
          width: 200,
          grows: true,
          ordering: "name",
          cell: (customer) => (
            <RowLink to={customerPage(customer)} className="flex min-w-0 items-center gap-2 font-medium">
              <span className="truncate">{customer.name}</span>
              {!customer.is_active && <Badge>{t("inactive")}</Badge>}
            </RowLink>
          ),
        },
        { id: "email", label: f("email"), width: 220, grows: true, cell: (customer) => <span className="truncate text-ink-2">{customer.email}</span> },
        { id: "quote_count", label: f("quote_count"), width: 88, align: "end", cell: (customer) => number(customer.quote_count, 0) },
        { id: "order_count", label: f("order_count"), width: 88, align: "end", ordering: "order_count", cell: (customer) => number(customer.order_count, 0) },
        { id: "ordered", label: f("ordered"), width: 132, align: "end", cell: (customer) => money(customer.ordered, customer.currency) },
        { id: "revenue", label: f("revenue"), width: 132, align: "end", ordering: "revenue", cell: (customer) => money(customer.revenue, customer.currency) },
        { id: "last_activity_at", label: f("last_activity_at"), width: 136, ordering: "last_activity_at", cell: (customer) => when(customer.last_activity_at) },
        { id: "last_order_at", label: f("last_order_at"), width: 136, isExtra: true, cell: (customer) => when(customer.last_order_at) },
        { id: "phone", label: f("phone"), width: 140, isExtra: true, cell: (customer) => customer.phone },
        { id: "created_at", label: f("created_at"), width: 120, isExtra: true, ordering: "created_at", cell: (customer) => <span className="text-ink-2">{date(customer.created_at)}</span> },
      ],
      card: (customer) => (
        <div className="grid gap-0.5">
          <div className="flex items-baseline justify-between gap-2">
            <RowLink to={customerPage(customer)} className="truncate font-medium">
              {customer.name}
            </RowLink>
            <span className="tabular font-medium">{money(customer.revenue, customer.currency)}</span>
          </div>
          <div className="truncate text-ink-2">{customer.email}</div>
          <div className="text-ink-3">{t("asked", { quotes: number(customer.quote_count, 0), orders: number(customer.order_count, 0) })}</div>
        </div>
      ),
    };
    // The language changes all texts.
  }, [t, i18n.language, canManage]);
}

export function Customers() {
  const { t } = useTranslation("customers");
  const list = useCustomerList();
  const search = useSearch({ from: "/office/customers" });
  useTabTitle(t("title"));
  return (
    <RecordTable
      list={list}
      search={search}
      empty={
        <EmptyState icon={UsersRound} title={t("none")}>
          {t("what")}
        </EmptyState>
      }
    />
  );
}
