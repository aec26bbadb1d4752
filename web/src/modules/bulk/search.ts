// What the list of bulk operations may be asked; also what its address may hold.
import { validateListSearch, type FilterField } from "@/ui/record-table/grammar";

export const bulkStates = ["waiting", "running", "finished", "cancelled", "stopped"] as const;
export const bulkResources = ["quotes", "sales-orders", "customers", "users", "roles", "api-keys", "webhooks", "webhook-deliveries", "messages", "jobs", "files", "saved-views"] as const;

export const bulkFields = [
  { name: "resource", kind: "word", words: bulkResources },
  { name: "state", kind: "word", words: bulkStates },
  { name: "is_dry_run", kind: "boolean" },
  { name: "created_at", kind: "date" },
] as const satisfies readonly FilterField[];

export const bulkSearch = validateListSearch(bulkFields);
