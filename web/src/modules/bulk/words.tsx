// Bulk operations in words: which records, what was done to them, how it stands.
import i18next from "i18next";
import { useTranslation } from "@/app/i18n/texts";
import { kindName } from "@/modules/audit/words";
import type { BulkOperation } from "@/ui/record-table/bulk-operation";
import { Status, type StatusLook } from "@/ui/status";

const looks: Record<BulkOperation["state"], StatusLook> = {
  waiting: { tone: "quiet", icon: "waiting" },
  running: { tone: "info", icon: "active" },
  finished: { tone: "good", icon: "done" },
  cancelled: { tone: "quiet", icon: "ended" },
  stopped: { tone: "warn", icon: "paused" },
};

export function BulkStatus({ operation }: { operation: Pick<BulkOperation, "state"> }) {
  const { t } = useTranslation("bulk");
  return <Status {...looks[operation.state]}>{t(`states.${operation.state}`)}</Status>;
}

/** "Users", "Catalogue: Materials" */
export function resourceName(resource: string): string {
  if (resource.startsWith("catalogue/")) return i18next.t("bulk:catalogue", { kind: kindName(resource.slice("catalogue/".length).replaceAll("-", "_")) });
  const key = `bulk:resources.${resource.replaceAll("-", "_")}`;
  return i18next.exists(key) ? i18next.t(key as never) : resource;
}

/** "Users: change", "Undone: Users: change" */
export function operationName(operation: Pick<BulkOperation, "resource" | "action" | "undo_of">): string {
  const key = `bulk:actions.${operation.action}`;
  const what = i18next.exists(key) ? i18next.t(key as never) : operation.action;
  const name = `${resourceName(operation.resource)}: ${what}`;
  return operation.undo_of ? i18next.t("bulk:undoOf", { name }) : name;
}

/** The members that were set, as people read them. */
export function changesText(changes: string): string {
  try {
    return Object.entries(JSON.parse(changes) as Record<string, unknown>)
      .map(([name, value]) => `${name} = ${typeof value === "string" ? value : JSON.stringify(value)}`)
      .join(", ");
  } catch {
    return changes;
  }
}
