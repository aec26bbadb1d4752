// Everything that was done to one record, the newest first.
import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { ProblemNotice } from "@/ui/notice";
import { SkeletonRows } from "@/ui/skeleton";
import { Entry } from "./entry";

const PER_PAGE = 50;

export function useRecordChanges(recordId: string) {
  return useInfiniteQuery({
    queryKey: keys.audit({ subject_id: recordId }),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => api.get("/api/v1/audit", { query: { subject_id: recordId, ordering: "-at", page_size: PER_PAGE, cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function RecordChanges({ recordId, entryId }: { recordId: string; entryId?: string }) {
  const { t } = useTranslation("audit");
  const changes = useRecordChanges(recordId);
  const entries = changes.data?.pages.flatMap((page) => page.items);
  const isFound = !entryId || entries?.some((entry) => entry.id === entryId);
  const { hasNextPage, isFetching, fetchNextPage } = changes;
  useEffect(() => {
    if (!isFound && hasNextPage && !isFetching) void fetchNextPage(); // the chosen entry lies further back
  }, [isFound, hasNextPage, isFetching, fetchNextPage]);
  if (changes.error) return <ProblemNotice problem={changes.error} onRetry={() => void changes.refetch()} />;
  if (!entries) return <SkeletonRows rows={3} className="h-28" />;
  if (entries.length === 0) return <EmptyState icon={History} title={t("noneOfRecord")} />;
  return (
    <>
      <ol className="grid gap-3">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} isChosen={entry.id === entryId} />
        ))}
      </ol>
      {hasNextPage && (
        <div className="mt-6 text-center">
          <Button busy={changes.isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("older")}
          </Button>
        </div>
      )}
    </>
  );
}
