// What the list of users may be asked; also what its address may hold.
import { validateListSearch, type FilterField } from "@/ui/record-table/grammar";
import { roles } from "./roles";

export const userFields = [
  { name: "role", kind: "word", words: roles },
  { name: "is_active", kind: "boolean" },
  { name: "email", kind: "text" },
  { name: "created_at", kind: "date" },
] as const satisfies readonly FilterField[];

export const userSearch = validateListSearch(userFields);
