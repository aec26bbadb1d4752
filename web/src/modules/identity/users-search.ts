// What the list of users may be asked; also what its address may hold.
import { validateListSearch, type FilterField } from "@/ui/record-table/grammar";
import { roleWords } from "./roles";

export const userFields = [
  { name: "role", kind: "word", words: roleWords },
  { name: "role_id", kind: "word" },
  { name: "is_active", kind: "boolean" },
  { name: "email", kind: "text" },
  { name: "created_at", kind: "date" },
] as const satisfies readonly FilterField[];

export const userSearch = validateListSearch(userFields);
