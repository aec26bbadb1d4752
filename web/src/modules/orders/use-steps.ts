// Takes an order a step further: shown at once, taken back when the server refuses, with Undo where there is a way back.
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { changeEverywhere, putEverywhere } from "@/api/optimistic";
import { keys } from "@/api/query";
import { localeNow } from "@/ui/format";
import { toast, toastProblem } from "@/ui/toast";
import type { Order } from "./office-list";
import type { OrderStatus } from "./status";
import { isReversible } from "./steps";

export function useSteps() {
  const { t } = useTranslation("orders");
  const client = useQueryClient();

  const take = async (order: Order, to: OrderStatus, note?: string, isUndo = false): Promise<boolean> => {
    const undo = changeEverywhere<Order>(client, keys.orders(), order.id, (old) => ({ ...old, status: to, allowed_transitions: [] }));
    try {
      const path = { sales_order_id: order.id };
      const answer =
        to === "cancelled"
          ? await api.patch("/api/v1/sales-orders/{sales_order_id}/cancel", { path, body: { reason: note ?? "" }, ifMatch: order.version })
          : await api.patch("/api/v1/sales-orders/{sales_order_id}/status", { path, body: { status: to, note }, ifMatch: order.version });
      putEverywhere(client, keys.orders(), answer);
      void client.invalidateQueries({ queryKey: keys.orders() });
      const takeBack = !isUndo && isReversible(answer, order.status) ? { undo: () => void take(answer, order.status, undefined, true) } : {};
      toast(`${order.number}: ${t(`status.${to}`)}`, takeBack);
      return true;
    } catch (problem) {
      undo();
      void client.invalidateQueries({ queryKey: keys.order(order.id) });
      toastProblem(problem, order.number);
      return false;
    }
  };
  return take;
}

/** "From Waiting an order goes to Confirmed, On hold or Cancelled." */
export function usePathText(): (order: Order) => string {
  const { t } = useTranslation("orders");
  return (order) => {
    const names = order.allowed_transitions.map((to) => t(`status.${to}`));
    const list = new Intl.ListFormat(localeNow(), { type: "disjunction" }).format(names);
    return names.length > 0 ? t("office.goesTo", { from: t(`status.${order.status}`), list }) : t("office.goesNowhere", { from: t(`status.${order.status}`) });
  };
}
