// The customer's quotes, newest first.
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ReceiptText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useAskAgain } from "@/app/live/use-live";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { date, day, money } from "@/ui/format";
import { useListKeys } from "@/ui/list-keys";
import { ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { RecordList } from "@/ui/record-list";
import { SkeletonRows } from "@/ui/skeleton";
import { Status } from "@/ui/status";
import { StatusFilter } from "@/ui/status-filter";
import { quoteLooks, type QuoteStatus } from "./status-look";

const route = getRouteApi("/portal/quotes");
const shownStates: QuoteStatus[] = ["draft", "pending", "approved", "accepted", "converted", "expired", "rejected", "cancelled"];

export function MyQuotes() {
  const { t } = useTranslation("quotes");
  const { me } = useSession();
  const { status } = route.useSearch();
  const navigate = route.useNavigate();
  useListKeys();
  const query = { page_size: 30, ordering: "-created_at", customer_id: me?.id, status, total: "false" } as const;
  const quotes = useInfiniteQuery({
    queryKey: keys.quotes(query),
    enabled: !!me,
    refetchInterval: useAskAgain(30_000),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => api.get("/api/v1/quotes", { query: { ...query, cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const items = quotes.data?.pages.flatMap((page) => page.items);
  const when = (quote: NonNullable<typeof items>[number]) =>
    ["draft", "pending", "approved", "accepted"].includes(quote.status)
      ? t("validUntil", { date: day(quote.valid_until) })
      : date(quote.created_at);
  return (
    <div className="mx-auto max-w-4xl">
      <PageTitle title={t("mine.title")} />
      {(status !== undefined || (items?.length ?? 0) > 0) && (
        <StatusFilter
          label={t("mine.filter")}
          all={t("mine.all")}
          value={status}
          onChange={(next) => void navigate({ search: { status: next }, replace: true })}
          groups={shownStates.map((one) => ({ value: one, label: t(`status.${one}`) }))}
        />
      )}
      {quotes.error ? (
        <ProblemNotice problem={quotes.error} onRetry={() => void quotes.refetch()} />
      ) : !items ? (
        <SkeletonRows />
      ) : items.length === 0 && status ? (
        <p className="py-12 text-center text-sm text-ink-2">{t("mine.noneLike")}</p>
      ) : items.length === 0 ? (
        <EmptyState
          icon={ReceiptText}
          title={t("mine.none")}
          action={
            <Button asChild kind="primary">
              <Link to="/">{t("mine.first")}</Link>
            </Button>
          }
        >
          {t("mine.what")}
        </EmptyState>
      ) : (
        <>
          <RecordList
            label={t("mine.title")}
            rows={items.map((quote) => ({
              id: quote.id,
              to: `/quotes/${quote.id}`,
              picture: quote.preview_url,
              title: quote.number,
              detail: `${t("parts", { count: quote.line_count })} · ${when(quote)}`,
              amount: money(quote.total, quote.currency),
              status: <Status {...quoteLooks[quote.status]}>{t(`status.${quote.status}`)}</Status>,
            }))}
          />
          {quotes.hasNextPage && (
            <div className="mt-6 text-center">
              <Button busy={quotes.isFetchingNextPage} onClick={() => void quotes.fetchNextPage()}>
                {t("mine.more")}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
