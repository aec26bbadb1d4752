// How a state looks and what it is called.
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { Status, type StatusLook } from "@/ui/status";

export type OrderStatus = Schema<"SalesOrder">["status"];

export const orderLooks: Record<OrderStatus, StatusLook> = {
  pending: { tone: "warn", icon: "waiting" },
  confirmed: { tone: "info", icon: "active" },
  in_production: { tone: "info", icon: "active" },
  quality_check: { tone: "info", icon: "active" },
  shipped: { tone: "info", icon: "moving" },
  delivered: { tone: "good", icon: "done" },
  completed: { tone: "good", icon: "done" },
  on_hold: { tone: "warn", icon: "paused" },
  cancelled: { tone: "quiet", icon: "ended" },
};

export function OrderStatusTag({ status }: { status: OrderStatus }) {
  const { t } = useTranslation("orders");
  return <Status {...orderLooks[status]}>{t(`status.${status}`)}</Status>;
}
