// What the list of quotes may be asked; also what its address may hold.
import type { FilterField } from "@/ui/record-table/grammar";
import { validateListSearch } from "@/ui/record-table/grammar";

export const quoteStatuses = ["draft", "pending", "approved", "accepted", "converted", "rejected", "cancelled", "expired"] as const;

export const quoteFields = [
  { name: "status", kind: "word", words: quoteStatuses },
  { name: "total", kind: "money" },
  { name: "created_at", kind: "date" },
  { name: "expires_at", kind: "date" },
  { name: "updated_at", kind: "date" },
  { name: "number", kind: "text" },
  { name: "rush", kind: "text" },
  { name: "revision", kind: "number" },
  { name: "customer_id", kind: "text" },
] as const satisfies readonly FilterField[];

export const quoteSearch = validateListSearch(quoteFields);
