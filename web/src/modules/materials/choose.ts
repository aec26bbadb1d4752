// Many rows of a table at once. What is done to them is done at once and on the server, so it is for rows that are saved as they are shown:
// one with something written in it is left to its draft, and drafts of other rows stay.
import { Power, PowerOff, Trash2 } from "lucide-react";
import type { BulkAction, BulkPath } from "@/ui/record-table/column";
import type { Selection } from "@/ui/record-table/use-selection";
import type { Draft } from "./draft";
import { kindOf, type KindId, type Row } from "./kinds";

export const isChoosable = (row: Row, draft: Draft): boolean => row.version > 0 && !draft.some((entry) => entry.id === row.id);

/** Of what was chosen the rows that still stand there and that nobody has begun to write in. */
export function chosenOf(selection: Selection, rows: readonly Row[], draft: Draft): Selection {
  const ids = new Set(rows.filter((row) => selection.ids.has(row.id) && isChoosable(row, draft)).map((row) => row.id));
  return { ...selection, ids, isAll: false, count: () => ids.size, has: (id) => ids.has(id) };
}

export function bulkActions(kind: KindId, word: (key: "bulk.on" | "bulk.off" | "bulk.remove") => string): BulkAction[] {
  const { path, fields } = kindOf(kind);
  const at = (action: string) => `/api/v1/catalogue/${path}/bulk/${action}` as BulkPath;
  const hasSwitch = fields.some((field) => field.name === "active");
  const switches: BulkAction[] = [
    { id: "on", label: word("bulk.on"), icon: Power, path: at("update"), body: { active: true }, canUndo: true },
    { id: "off", label: word("bulk.off"), icon: PowerOff, path: at("update"), body: { active: false }, canUndo: true },
  ];
  return [...(hasSwitch ? switches : []), { id: "remove", label: word("bulk.remove"), icon: Trash2, path: at("delete"), body: {}, isDanger: true }];
}
