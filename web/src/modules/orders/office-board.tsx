// Orders by state, from waiting to delivered.
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { ReasonDialog } from "@/modules/quotes/quote-actions";
import { Board, boardTotal } from "@/ui/board";
import { BoardPage } from "@/ui/board-page";
import { money, relative } from "@/ui/format";
import { toastReason } from "@/ui/toast";
import { PaymentTag, type Order } from "./office-list";
import { OrderStatusTag } from "./status";
import { boardStatuses, hindrance } from "./steps";
import { usePathText, useSteps } from "./use-steps";

const PER_COLUMN = 50;

export function OrderBoard() {
  const { t } = useTranslation("orders");
  const { t: ui } = useTranslation("ui");
  const { may } = useSession();
  const take = useSteps();
  const pathText = usePathText();
  const [held, setHeld] = useState<Order>();
  const canManage = may("orders.manage");
  const columns = useQueries({
    queries: boardStatuses.map((status) => {
      const query = { status, ordering: "-updated_at", page_size: PER_COLUMN };
      return { queryKey: keys.orders(query), queryFn: ({ signal }: { signal: AbortSignal }) => api.get("/api/v1/sales-orders", { query: query as never, signal }) };
    }),
  });
  // A card that has just been moved is in the answer of its old column still; it is shown where its state says.
  const all = columns.flatMap((column) => column.data?.items ?? []);
  const rowsOf = (status: string) => [...new Map(all.filter((order) => order.status === status).map((order) => [order.id, order])).values()];
  const move = (order: Order, to: string) => (to === "on_hold" ? setHeld(order) : void take(order, to as Order["status"]));
  return (
    <BoardPage title={t("office.boardTitle")} list={{ to: "/office/orders", label: t("office.list") }}>
      <Board
        label={t("office.boardTitle")}
        columns={boardStatuses.map((status, index) => ({
          id: status,
          name: t(`status.${status}`),
          title: <OrderStatusTag status={status} />,
          rows: rowsOf(status),
          total: boardTotal(rowsOf(status).length, columns[index]!.data),
          isPending: columns[index]!.isPending,
          more: (
            <Link to="/office/orders" search={{ status }} className="underline underline-offset-4">
              {t("office.seeAll")}
            </Link>
          ),
        }))}
        columnOf={(order) => order.status}
        nameOf={(order) => order.number}
        hindrance={(order, to) => {
          const why = hindrance(order, to as Order["status"], canManage);
          return why === "illegal_transition" ? pathText(order) : why && ui(`problems.${why}`);
        }}
        onMove={move}
        onRefused={(order, reason) => toastReason(order.number, reason)}
        card={(order) => (
          <>
            <Link to="/office/orders/$orderId" params={{ orderId: order.id }} className="tabular pr-7 font-medium" draggable={false}>
              {order.number}
            </Link>
            <p className="truncate text-ink-2">{order.customer_name}</p>
            <div className="mt-2 flex items-center justify-between gap-2">
              <PaymentTag status={order.payment_status} />
              <span className="tabular font-medium">{money(order.total, order.currency, true)}</span>
            </div>
            <p className="mt-1 text-xs text-ink-3">{relative(order.updated_at)}</p>
          </>
        )}
      />
      {held && (
        <ReasonDialog
          title={t("office.steps.on_hold")}
          detail={`${held.number}. ${t("office.customerReads")}`}
          label={t("office.reason")}
          onClose={() => setHeld(undefined)}
          onSend={async (reason) => {
            if (await take(held, "on_hold", reason || undefined)) setHeld(undefined);
          }}
        />
      )}
    </BoardPage>
  );
}
