// The review queue: what waits at the left, the part with its price, its reason and its customer at the right. Deciding
// brings the next one.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Check, ChevronLeft, Coffee, MessageCircleQuestion, Pencil } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { PartViewer } from "@/modules/viewer/part-viewer";
import { isModal, isTyping } from "@/app/keyboard";
import { useActions } from "@/app/palette/providers";
import { useSession } from "@/app/session";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/empty-state";
import { Section } from "@/ui/facts";
import { money, number, relative } from "@/ui/format";
import { Keys } from "@/ui/keys";
import { ProblemNotice } from "@/ui/notice";
import { useTabTitle } from "@/ui/page-title";
import { Thumbnail } from "@/ui/record-list";
import { useListKeys } from "@/ui/record-table/use-list-keys";
import { Skeleton, SkeletonRows } from "@/ui/skeleton";
import { usePhone } from "@/ui/use-media";
import { settle } from "@/ui/undoable";
import { CustomerSection, QuoteNotices, useQuote } from "./office-quote";
import type { Quote } from "./office-list";
import { previewOf, QuoteLines } from "./quote-lines";
import { QuoteStory } from "./quote-story";
import { reviewText } from "./reasons";
import { Totals } from "./totals";
import { ReviewDialog } from "./review/review-dialog";
import { useReview, type ReviewWish } from "./use-review";

const query = { status: "pending", ordering: "created_at", page_size: 100 } as const;

function QueueRow({ quote, isOpen, onOpen }: { quote: Quote; isOpen: boolean; onOpen: () => void }) {
  return (
    <li>
      <button
        type="button"
        aria-current={isOpen || undefined}
        onClick={onOpen}
        className="flex w-full items-center gap-3 rounded-lg p-2 text-left text-sm hover:bg-hover aria-[current]:bg-hover"
      >
        <Thumbnail src={quote.preview_url} className="size-12" />
        <span className="grid min-w-0 flex-1">
          <span className="flex items-baseline justify-between gap-2">
            <span className="truncate font-medium">{quote.customer_name}</span>
            <span className="tabular shrink-0 font-medium">{money(quote.total, quote.currency, true)}</span>
          </span>
          <span className="truncate text-ink-2">{reviewText(quote)}</span>
          <span className="tabular text-xs text-ink-3">
            {quote.number} · {relative(quote.created_at)}
          </span>
        </span>
      </button>
    </li>
  );
}

function Decisions({ onRun }: { onRun: (decision: ReviewWish["decision"]) => void }) {
  const { t } = useTranslation("quotes");
  const all = [
    { id: "approve", icon: Check, key: "a" },
    { id: "change", icon: Pencil, key: "p" },
    { id: "ask", icon: MessageCircleQuestion, key: "c" },
  ] as const;
  return (
    <div className="flex flex-wrap gap-2 max-sm:*:flex-1">
      {all.map((one) => (
        <Button key={one.id} kind={one.id === "approve" ? "primary" : "plain"} size="sm" icon={<one.icon className="size-4" aria-hidden />} onClick={() => onRun(one.id)} aria-keyshortcuts={one.key}>
          {t(`office.actions.${one.id}`)}
          <span className="max-lg:hidden">
            <Keys keys={one.key} />
          </span>
        </Button>
      ))}
    </div>
  );
}

interface DetailProps {
  id: string;
  onSend: (quote: Quote, wish: ReviewWish) => void;
  onKeep: (id: string) => void;
  onBack?: () => void;
}

function Detail({ id, onSend, onKeep, onBack }: DetailProps) {
  const { t } = useTranslation("quotes");
  const { may } = useSession();
  const { data: quote, error, refetch } = useQuote(id);
  const [dialog, setDialog] = useState<"change" | "ask">();
  const [shown, setShown] = useState<string>();
  const canDecide = !!quote?.allowed_actions.includes("review") && may("quotes.manage");
  const run = (decision: ReviewWish["decision"]) => {
    if (!quote || !canDecide) return;
    if (decision === "approve") onSend(quote, { decision });
    else {
      onKeep(quote.id); // stays, even if a colleague takes it from the queue meanwhile
      setDialog(decision);
    }
  };
  useEffect(() => {
    const byKey: Record<string, ReviewWish["decision"]> = { a: "approve", p: "change", c: "ask" };
    const onKey = (event: KeyboardEvent) => {
      const decision = byKey[event.key];
      if (!decision || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isModal()) return;
      event.preventDefault();
      run(decision);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  useActions(
    quote?.number ?? "",
    canDecide ? (["approve", "change", "ask"] as const).map((one) => ({ id: one, label: t(`office.actions.${one}`), keys: { approve: "a", change: "p", ask: "c" }[one], run: () => run(one) })) : [],
  );
  if (error && !quote) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!quote)
    return (
      <div className="grid gap-4" role="status" aria-busy="true">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-80" />
      </div>
    );
  const line = quote.lines.find((one) => one.id === shown) ?? quote.lines[0];
  return (
    <article>
      <div className="sticky top-[calc(3.5rem+var(--top))] z-10 -mx-4 mb-4 flex flex-wrap items-center justify-between gap-3 border-b border-line bg-bg px-4 py-3 sm:-mx-6 sm:px-6">
        <div className="flex min-w-0 items-center gap-2">
          {onBack && (
            <Button kind="quiet" size="sm" className="-ml-3" onClick={onBack} aria-label={t("office.queue")}>
              <ChevronLeft className="size-4" aria-hidden />
            </Button>
          )}
          <div className="min-w-0">
            <h2 className="truncate font-semibold">{quote.customer_name}</h2>
            <Link to="/office/quotes/$quoteId" params={{ quoteId: quote.id }} className="tabular text-sm text-ink-3 hover:text-ink">
              {quote.number}
            </Link>
          </div>
        </div>
        {canDecide && <Decisions onRun={run} />}
      </div>
      <div className="grid gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 content-start gap-4">
          {line && (
            <div className="grid gap-2">
              <PartViewer
                key={line.file_id}
                fileId={line.file_id}
                fileName={line.file_name}
                material={line.material}
                color={line.color}
                finish={line.finish}
                findings={[...line.blocking, ...line.warnings]}
                className="h-72 overflow-hidden rounded-xl sm:h-96"
              />
              {quote.lines.length > 1 && (
                <div className="flex gap-2 overflow-x-auto p-0.5">
                  {quote.lines.map((one) => (
                    <button key={one.id} type="button" aria-pressed={one === line} aria-label={one.file_name} onClick={() => setShown(one.id)} className="rounded-md ring-2 ring-transparent aria-pressed:ring-accent">
                      <Thumbnail src={previewOf(one.file_id)} className="size-14" />
                    </button>
                  ))}
                </div>
              )}
            </div>
          )}
          <QuoteNotices quote={quote} />
          <QuoteLines lines={quote.lines} currency={quote.currency} isOpen={quote.lines.length === 1} />
        </div>
        <div className="grid content-start gap-7">
          <Section title={t("office.price")}>
            <Totals of={quote} />
          </Section>
          <CustomerSection of={quote} />
          <Section title={t("office.story")}>
            <QuoteStory quote={quote} />
          </Section>
        </div>
      </div>
      {dialog && <ReviewDialog quote={quote} decision={dialog} onClose={() => setDialog(undefined)} onSend={onSend} />}
    </article>
  );
}

export function ReviewQueue() {
  const { t } = useTranslation("quotes");
  const isPhone = usePhone();
  const navigate = useNavigate();
  const search = useSearch({ from: "/office/review" });
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  useTabTitle(t("office.queue"));
  useEffect(() => settle, []); // leaving ends the moment in which one can take back
  const waiting = useQuery({ queryKey: keys.quotes(query), queryFn: ({ signal }) => api.get("/api/v1/quotes", { query, signal }) });
  const all = waiting.data?.items ?? [];
  const queue = all.filter((quote) => quote.status === "pending" && !decided.has(quote.id));
  const total = (waiting.data?.total ?? 0) - (all.length - queue.length);
  const open = (id: string | undefined) => void navigate({ to: "/office/review", search: { quote: id }, replace: true });
  const shown = search.quote ?? (isPhone ? undefined : queue[0]?.id);
  const at = queue.findIndex((quote) => quote.id === shown);

  const review = useReview({
    onDecided: (quote) => {
      const place = queue.findIndex((one) => one.id === quote.id);
      const next = queue[place + 1] ?? queue[place - 1];
      setDecided((before) => new Set(before).add(quote.id));
      open(next?.id);
      return () => {
        setDecided((before) => new Set([...before].filter((id) => id !== quote.id)));
        open(quote.id);
      };
    },
  });
  useListKeys({ total: queue.length, current: at, move: (index) => open(queue[index]?.id), open: () => undefined });

  const list = (
    <div className={cx("min-w-0", !isPhone && "sticky top-[calc(3.5rem+var(--top))] -my-6 -ml-6 h-[calc(100dvh-3.5rem-var(--top))] overflow-y-auto border-r border-line px-3 py-5")}>
      <div className="mb-3 flex items-baseline gap-2 px-2">
        <h1 className="text-lg font-semibold tracking-tight">{t("office.queue")}</h1>
        {waiting.data && <span className="tabular text-sm text-ink-3">{number(total, 0)}</span>}
      </div>
      {waiting.isPending ? (
        <SkeletonRows rows={6} className="h-16" />
      ) : waiting.error ? (
        <ProblemNotice problem={waiting.error} onRetry={() => void waiting.refetch()} />
      ) : (
        <ul aria-label={t("office.queue")} className="grid gap-0.5">
          {queue.map((quote) => (
            <QueueRow key={quote.id} quote={quote} isOpen={quote.id === shown} onOpen={() => open(quote.id)} />
          ))}
        </ul>
      )}
      {waiting.data && queue.length === 0 && isPhone && <AllDone />}
    </div>
  );
  const detail = shown ? (
    <Detail key={shown} id={shown} onSend={review.send} onKeep={open} onBack={isPhone ? () => open(undefined) : undefined} />
  ) : (
    waiting.data && <AllDone />
  );
  return (
    <>
      {isPhone ? (
        shown ? (
          detail
        ) : (
          list
        )
      ) : (
        <div className="grid grid-cols-[17rem_minmax(0,1fr)] gap-6 xl:grid-cols-[20rem_minmax(0,1fr)]">
          {list}
          <div className="-mt-6 min-w-0">{detail}</div>
        </div>
      )}
      {review.dialog}
    </>
  );
}

function AllDone() {
  const { t } = useTranslation("quotes");
  return (
    <EmptyState
      icon={Coffee}
      title={t("office.allDone")}
      action={
        <Button asChild>
          <Link to="/office/quotes">{t("office.title")}</Link>
        </Button>
      }
    >
      {t("office.allDoneWhat")}
    </EmptyState>
  );
}
