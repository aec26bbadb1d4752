// What the list of customers may be asked; also what its address may hold.
import type { FilterField } from "@/ui/record-table/grammar";
import { validateListSearch } from "@/ui/record-table/grammar";

export const customerFields = [
  { name: "order_count", kind: "number" },
  { name: "quote_count", kind: "number" },
  { name: "revenue", kind: "money" },
  { name: "ordered", kind: "money" },
  { name: "last_order_at", kind: "date" },
  { name: "last_activity_at", kind: "date" },
  { name: "created_at", kind: "date" },
  { name: "is_active", kind: "boolean" },
  { name: "email", kind: "text" },
] as const satisfies readonly FilterField[];

export const customerSearch = validateListSearch(customerFields);
