// One action on many records as it goes on: how far it is, what came of it, whom it left as he was and why; stop, or take it back.
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ban, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { Button } from "../button";
import { number } from "../format";
import { ProblemNotice } from "../notice";
import { problemText } from "../problem-text";
import { Progress } from "../progress";
import { Skeleton } from "../skeleton";
import { toast, toastProblem } from "../toast";

export type BulkOperation = Schema<"BulkOperation">;
export type BulkResult = Schema<"BulkResult">;

const LOOK_AGAIN_MS = 1_000;
export const isAtWork = (operation: Pick<BulkOperation, "state">) => operation.state === "waiting" || operation.state === "running";

/** Why one record was left as it was, in words. */
export const refusalOf = (row: { code?: string | null; detail?: string | null }) =>
  problemText(new Problem({ status: 409, code: row.code ?? "unknown", detail: row.detail ?? undefined }));

export function useBulkOperation(id: string | undefined) {
  return useQuery({
    queryKey: keys.bulkOperation(id ?? ""),
    enabled: !!id,
    queryFn: ({ signal }) => api.get("/api/v1/bulk-operations/{bulk_operation_id}", { path: { bulk_operation_id: id! }, signal }),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? LOOK_AGAIN_MS : false),
  });
}

/** Takes back what an operation has changed. Answers with the operation that does. */
export function useUndoBulk() {
  const { t } = useTranslation("ui");
  const client = useQueryClient();
  return async (id: string): Promise<BulkResult | undefined> => {
    try {
      const undone = await api.post("/api/v1/bulk-operations/{bulk_operation_id}/undo", { path: { bulk_operation_id: id }, body: {} });
      if (!undone.job_id)
        toast(t("table.bulk.undone", { count: undone.succeeded }), undone.failed ? { detail: t("table.bulk.refuse", { count: undone.failed }) + " " + t("table.bulk.changedSince") } : {});
      return undone;
    } catch (problem) {
      toastProblem(problem);
      return undefined;
    } finally {
      // Which lists it has touched, the server knows; what is on the screen is asked again.
      void client.invalidateQueries();
    }
  };
}

interface RowsProps {
  id: string;
  /** Only those that were left as they were. */
  onlyRefused?: boolean;
}

/** The records of an operation, each with what came of it. */
export function BulkRows({ id, onlyRefused }: RowsProps) {
  const { t } = useTranslation("ui");
  const query = { bulk_operation_id: id, page_size: 50, total: false, ...(onlyRefused ? { ok: "false" } : {}) };
  const found = useInfiniteQuery({
    queryKey: keys.bulkRows(query),
    queryFn: ({ signal, pageParam }) => api.get("/api/v1/bulk-rows", { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  if (found.error) return <ProblemNotice problem={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton className="h-24" />;
  const rows = found.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return null;
  return (
    <>
      <ul className="grid divide-y divide-line text-sm" aria-label={t("table.bulk.rows")}>
        {rows.map((row) => (
          <li key={row.id} className="grid gap-x-4 py-2 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
            <span className="truncate font-medium" translate="no">
              {row.number || row.record_id}
            </span>
            <span className={row.ok ? "text-ink-2" : "text-warn"}>{row.ok ? t("table.bulk.rowDone") : refusalOf(row)}</span>
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button size="sm" className="mt-3" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("table.bulk.moreRows")}
        </Button>
      )}
    </>
  );
}

/** How far it is and what came of it, in a few words and one bar. */
export function BulkProgress({ operation }: { operation: BulkOperation }) {
  const { t } = useTranslation("ui");
  const done = t(operation.is_dry_run ? "table.bulk.wouldChange" : "table.bulk.done", { count: operation.succeeded });
  return (
    <div className="grid gap-2 text-sm" role="status">
      {isAtWork(operation) && (
        <Progress
          value={operation.matched > 0 && operation.state === "running" ? operation.checked / operation.matched : undefined}
          label={t("table.bulk.progress", { done: number(operation.checked, 0), all: number(operation.matched, 0) })}
        />
      )}
      <p className="tabular">
        {t("table.bulk.progress", { done: number(operation.checked, 0), all: number(operation.matched, 0) })} · {done}
        {operation.failed > 0 && ` · ${t("table.bulk.stayed", { count: operation.failed })}`}
      </p>
      {operation.state === "cancelled" && <p className="text-warn">{t("table.bulk.cancelled")}</p>}
      {operation.state === "stopped" && <p className="text-warn">{t("table.bulk.stopped")}</p>}
    </div>
  );
}

export function BulkOperationActions({ operation, onUndone }: { operation: BulkOperation; onUndone?: (result: BulkResult) => void }) {
  const { t } = useTranslation("ui");
  const client = useQueryClient();
  const undo = useUndoBulk();
  const [isBusy, setBusy] = useState(false);
  const may = (action: string) => operation.allowed_actions.includes(action);
  const run = async (step: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await step();
    } catch (problem) {
      toastProblem(problem);
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: keys.bulkOperations });
    }
  };
  return (
    <>
      {may("cancel") && (
        <Button
          kind="danger"
          size="sm"
          busy={isBusy}
          icon={<Ban className="size-4" aria-hidden />}
          onClick={() => void run(() => api.post("/api/v1/bulk-operations/{bulk_operation_id}/cancel", { path: { bulk_operation_id: operation.id } }))}
        >
          {t("table.bulk.cancel")}
        </Button>
      )}
      {may("undo") && (
        <Button
          size="sm"
          busy={isBusy}
          icon={<Undo2 className="size-4" aria-hidden />}
          onClick={() => void run(async () => {
            const result = await undo(operation.id);
            if (result) onUndone?.(result);
          })}
        >
          {t("table.bulk.undo")}
        </Button>
      )}
    </>
  );
}
