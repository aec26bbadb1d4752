// What the list of API keys may be asked; also what its address may hold.
import { validateListSearch, type FilterField } from "@/ui/record-table/grammar";

export const apiKeyFields = [
  { name: "created_by", kind: "word" },
  { name: "created_at", kind: "date" },
] as const satisfies readonly FilterField[];

export const apiKeySearch = validateListSearch(apiKeyFields);
