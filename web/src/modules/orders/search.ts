// What the list of orders may be asked; also what its address may hold.
import type { FilterField } from "@/ui/record-table/grammar";
import { validateListSearch } from "@/ui/record-table/grammar";

export const orderStatuses = [
  "pending",
  "confirmed",
  "in_production",
  "quality_check",
  "shipped",
  "delivered",
  "completed",
  "on_hold",
  "cancelled",
] as const;
export const paymentStatuses = ["pending", "partial", "paid", "partially_refunded", "refunded"] as const;

export const orderFields = [
  { name: "status", kind: "word", words: orderStatuses },
  { name: "payment_status", kind: "word", words: paymentStatuses },
  { name: "fulfilment_status", kind: "word", words: ["none", "partial", "full"] },
  { name: "total", kind: "money" },
  { name: "created_at", kind: "date" },
  { name: "updated_at", kind: "date" },
  { name: "number", kind: "text" },
  { name: "rush", kind: "text" },
  { name: "customer_id", kind: "text" },
] as const satisfies readonly FilterField[];

export const orderSearch = validateListSearch(orderFields);
