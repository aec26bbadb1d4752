// One quote: where it stands, what may be done next, every line with its part and its reasons.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useAskAgain } from "@/app/live/use-live";
import { Conversation } from "@/modules/timeline/conversation";
import { day, money, relative } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { Skeleton } from "@/ui/skeleton";
import { QuoteActions } from "./quote/actions";
import { QuoteLines } from "./quote/lines";
import { Revisions } from "./quote/revisions";
import { TotalsCard } from "./totals";
import { reviewText } from "./reasons";
import { QuoteStatusTag } from "./status";

type Quote = Schema<"Quote">;
const route = getRouteApi("/portal/quotes/$quoteId");

function Standing({ quote }: { quote: Quote }) {
  const { t } = useTranslation("quotes");
  if (quote.status === "pending")
    return (
      <Notice tone="warn" title={t("standing.pending")}>
        {reviewText(quote)}
      </Notice>
    );
  if (quote.status === "draft" && quote.staff_message)
    return (
      <Notice tone="warn" title={t("standing.asked")}>
        {quote.staff_message}
      </Notice>
    );
  if (quote.status === "approved")
    return (
      <Notice title={t("standing.approved", { date: day(quote.valid_until) })}>
        {quote.staff_message}
      </Notice>
    );
  if (quote.status === "accepted") return <Notice title={t("standing.accepted")}>{quote.staff_message}</Notice>;
  if (quote.status === "rejected" && quote.reject_reason) return <Notice title={t("standing.rejected")}>{quote.reject_reason}</Notice>;
  if (quote.status === "expired") return <Notice tone="warn" title={t("standing.expired", { date: day(quote.valid_until) })} />;
  if (quote.sales_order_id)
    return (
      <Notice>
        <Link
          to="/orders/$orderId"
          params={{ orderId: quote.sales_order_id }}
          className="font-medium text-accent-ink underline-offset-4 hover:underline"
        >
          {t("standing.converted")}
        </Link>
      </Notice>
    );
  return null;
}

export function QuotePage() {
  const { t } = useTranslation("quotes");
  const { quoteId } = route.useParams();
  const [shown, setShown] = useState<Quote>();
  const askAgain = useAskAgain(20_000);
  const found = useQuery({
    queryKey: keys.quote(quoteId),
    queryFn: ({ signal }) => api.get("/api/v1/quotes/{quote_id}", { path: { quote_id: quoteId }, signal }),
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? askAgain : false),
  });
  if (found.error && !found.data) return <ProblemNotice problem={found.error} onRetry={() => void found.refetch()} />;
  const current = found.data;
  if (!current)
    return (
      <div className="grid gap-4">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="h-64" />
      </div>
    );
  const quote = shown ?? current;
  const open = ["draft", "pending", "approved", "accepted"].includes(current.status);
  return (
    <>
      <PageTitle
        name={current.number}
        title={
          <span className="flex flex-wrap items-center gap-3">
            {current.number}
            <QuoteStatusTag status={current.status} />
          </span>
        }
        actions={<QuoteActions quote={current} />}
      >
        {t("madeAgo", { when: relative(current.created_at) })}
        {current.revision > 1 && ` · ${t("revision", { number: current.revision })}`}
        {open && ` · ${t("validUntil", { date: day(current.valid_until) })}`}
      </PageTitle>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-5">
          {shown ? (
            <Notice tone="warn">{t("oldRevision", { number: shown.revision })}</Notice>
          ) : (
            <Standing quote={current} />
          )}
          <QuoteLines quote={quote} />
          <Conversation quoteId={quoteId} />
        </div>
        <aside className="grid content-start gap-6">
          <TotalsCard {...quote} />
          {quote.note && (
            <section>
              <h2 className="mb-1 text-sm font-medium">{t("choose.note")}</h2>
              <p className="text-sm whitespace-pre-wrap text-ink-2">{quote.note}</p>
            </section>
          )}
          {current.revision > 1 && <Revisions quote={current} shown={shown} onShow={setShown} />}
        </aside>
      </div>
      <p className="sr-only" aria-live="polite">
        {t(`status.${current.status}`)} {money(current.total, current.currency)}
      </p>
    </>
  );
}
