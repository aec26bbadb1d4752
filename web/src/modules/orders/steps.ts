// The life of an order as pages show it: which step comes next, and why another is not possible.
import type { Order } from "./office-list";
import type { OrderStatus } from "./status";

/** The columns of the board, in the order of an order's life. */
export const boardStatuses = ["pending", "confirmed", "in_production", "quality_check", "shipped", "delivered", "on_hold"] as const satisfies readonly OrderStatus[];

const forward: OrderStatus[] = ["pending", "confirmed", "in_production", "quality_check", "shipped", "delivered", "completed"];

/** The step that most orders take from here; what is undone or stopped is no such step. */
export function nextStep(order: Order): OrderStatus | undefined {
  const steps = order.allowed_transitions.filter((to) => to !== "on_hold" && to !== "cancelled");
  if (order.status === "on_hold") return steps[0];
  const here = forward.indexOf(order.status);
  return steps.filter((to) => forward.indexOf(to) > here).sort((a, b) => forward.indexOf(a) - forward.indexOf(b))[0];
}

export type Hindrance = "illegal_transition" | "payment_required" | "not_cancellable" | "not_allowed";

/** Why the order cannot go there, in the words of the API; undefined when it can. */
export function hindrance(order: Order, to: OrderStatus, canManage: boolean): Hindrance | undefined {
  if (!canManage) return "not_allowed";
  if (to === "cancelled" && !order.is_cancellable) return "not_cancellable";
  if (!order.allowed_transitions.includes(to)) return "illegal_transition";
  if (order.status === "confirmed" && to === "in_production" && !order.can_start_production) return "payment_required";
  return undefined;
}

/** The step that takes `from → to` back, when the order's life has one. */
export const isReversible = (after: Order, before: OrderStatus) => after.allowed_transitions.includes(before) && before !== "cancelled";
