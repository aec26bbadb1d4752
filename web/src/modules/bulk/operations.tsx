// What was done to many records at once: how far it is, what came of it.
import { useSearch } from "@tanstack/react-router";
import { Layers } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { UserName } from "@/modules/identity/user-name";
import { EmptyState } from "@/ui/empty-state";
import { dateTime, number, relative } from "@/ui/format";
import { useTabTitle } from "@/ui/page-title";
import type { BulkOperation } from "@/ui/record-table/bulk-operation";
import type { RecordList } from "@/ui/record-table/column";
import { RowLink } from "@/ui/record-table/row-link";
import { RecordTable } from "@/ui/record-table/record-table";
import { Badge } from "@/ui/status";
import { bulkFields } from "./search";
import { BulkStatus, changesText, operationName, resourceName } from "./words";

const LOOK_AGAIN_MS = 5_000; // only the end is told

const operationPage = (operation: BulkOperation) => `/office/bulk/${operation.id}`;

function useOperationList(): RecordList<BulkOperation> {
  const { t, i18n } = useTranslation("bulk");
  return useMemo((): RecordList<BulkOperation> => {
    const name = (operation: BulkOperation) => (
      <RowLink to={operationPage(operation)} className="flex min-w-0 items-center gap-2 font-medium">
        <span className="truncate">{operationName(operation)}</span>
        {operation.is_dry_run && <Badge>{t("trial")}</Badge>}
        {operation.undone_by && <Badge>{t("undone")}</Badge>}
      </RowLink>
    );
    const when = (time: string) => (
      <time dateTime={time} title={dateTime(time)} className="truncate text-ink-2">
        {relative(time)}
      </time>
    );
    return {
      id: "bulk-operations",
      path: "/api/v1/bulk-operations",
      label: t("title"),
      queryKey: ["bulk-operations"],
      defaultOrdering: "-created_at",
      canSearch: false,
      canExport: false,
      lookAgainMs: LOOK_AGAIN_MS,
      to: operationPage,
      nameOf: operationName,
      filters: bulkFields.map((field) => ({
        ...field,
        label: t(`fields.${field.name}`),
        wordLabel: field.name === "state" ? (word: string) => t(`states.${word as BulkOperation["state"]}`) : field.name === "resource" ? resourceName : undefined,
      })),
      views: [
        { id: "all", label: t("views.all"), query: "" },
        { id: "done", label: t("views.done"), query: "is_dry_run=false" },
        { id: "open", label: t("views.open"), query: "state=waiting,running" },
      ],
      bulk: [],
      columns: [
        { id: "action", label: t("fields.action"), width: 260, grows: true, cell: name },
        { id: "state", label: t("fields.state"), width: 148, cell: (operation) => <BulkStatus operation={operation} /> },
        { id: "changes", label: t("fields.changes"), width: 220, grows: true, cell: (operation) => <span className="truncate text-ink-2" translate="no">{changesText(operation.changes)}</span> },
        { id: "matched", label: t("fields.matched"), width: 96, align: "end", cell: (operation) => number(operation.matched, 0) },
        { id: "succeeded", label: t("fields.succeeded"), width: 96, align: "end", cell: (operation) => number(operation.succeeded, 0) },
        { id: "failed", label: t("fields.failed"), width: 96, align: "end", cell: (operation) => number(operation.failed, 0) },
        { id: "created_by", label: t("fields.created_by"), width: 152, cell: (operation) => <UserName id={operation.created_by} /> },
        { id: "created_at", label: t("fields.created_at"), width: 136, ordering: "created_at", cell: (operation) => when(operation.created_at) },
      ],
      card: (operation) => (
        <div className="grid gap-1">
          <div className="flex items-baseline justify-between gap-2">
            {name(operation)}
            <span className="shrink-0 text-ink-3">{relative(operation.created_at)}</span>
          </div>
          <div className="flex items-center gap-3">
            <BulkStatus operation={operation} />
            <span className="tabular text-ink-2">{t("counts", { done: number(operation.succeeded, 0), failed: number(operation.failed, 0) })}</span>
          </div>
        </div>
      ),
    };
    // The language changes all texts.
  }, [t, i18n.language]);
}

export function BulkOperations() {
  const { t } = useTranslation("bulk");
  useTabTitle(t("title"));
  const search = useSearch({ from: "/office/bulk" });
  const list = useOperationList();
  return <RecordTable list={list} search={search} empty={<EmptyState icon={Layers} title={t("none")}>{t("what")}</EmptyState>} />;
}
