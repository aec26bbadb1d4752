// What the list of webhooks may be asked; also what its address may hold.
import { validateListSearch, type FilterField } from "@/ui/record-table/grammar";

export const webhookFields = [
  { name: "is_active", kind: "boolean" },
  { name: "name", kind: "text" },
  { name: "created_at", kind: "date" },
] as const satisfies readonly FilterField[];

export const webhookSearch = validateListSearch(webhookFields);
