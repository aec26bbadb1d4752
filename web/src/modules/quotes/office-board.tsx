// Quotes by state. A card goes only where its life leads; each move is the action that leads there.
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { Board, boardTotal } from "@/ui/board";
import { BoardPage } from "@/ui/board-page";
import { money, relative } from "@/ui/format";
import { Thumbnail } from "@/ui/record-list";
import { toastReason } from "@/ui/toast";
import type { Quote } from "./office-list";
import { useQuoteAction } from "./quote-actions";
import { QuoteStatusTag, type QuoteStatus } from "./status";

const statuses = ["draft", "pending", "approved", "accepted", "converted", "rejected", "cancelled"] as const satisfies readonly QuoteStatus[];
const PER_COLUMN = 50;

const ways = {
  approved: { right: "review", run: "approve" },
  draft: { right: "review", run: "ask" },
  accepted: { right: "accept", run: "accept" },
  converted: { right: "convert", run: "convert" },
  rejected: { right: "reject", run: "reject" },
  cancelled: { right: "cancel", run: "cancel" },
} as const;

const wayTo = (quote: Quote, status: string) => {
  const way = ways[status as keyof typeof ways];
  return way && quote.allowed_actions.includes(way.right) ? way : undefined;
};

/** Runs the action for the card that was dropped, with its dialogs. */
function Mover({ quote, to }: { quote: Quote; to: string }) {
  const { run, dialogs } = useQuoteAction(quote);
  const hasRun = useRef(false);
  useEffect(() => {
    if (hasRun.current) return; // once for each drop: the key of this component says which
    hasRun.current = true;
    const way = wayTo(quote, to);
    if (way) run(way.run);
  });
  return <>{dialogs}</>;
}

export function QuoteBoard() {
  const { t } = useTranslation("quotes");
  const { t: ui } = useTranslation("ui");
  const [move, setMove] = useState<{ quote: Quote; to: string; times: number }>();
  const columns = useQueries({
    queries: statuses.map((status) => {
      const query = { status, ordering: "-updated_at", page_size: PER_COLUMN };
      return { queryKey: keys.quotes(query), queryFn: ({ signal }: { signal: AbortSignal }) => api.get("/api/v1/quotes", { query: query as never, signal }) };
    }),
  });
  const all = columns.flatMap((column) => column.data?.items ?? []);
  const rowsOf = (status: string) => [...new Map(all.filter((quote) => quote.status === status).map((quote) => [quote.id, quote])).values()];
  return (
    <BoardPage title={t("office.boardTitle")} list={{ to: "/office/quotes", label: t("office.list") }}>
      <Board
        label={t("office.boardTitle")}
        columns={statuses.map((status, index) => ({
          id: status,
          name: t(`status.${status}`),
          title: <QuoteStatusTag status={status} />,
          rows: rowsOf(status),
          total: boardTotal(rowsOf(status).length, columns[index]!.data),
          isPending: columns[index]!.isPending,
          more: (
            <Link to="/office/quotes" search={{ status }} className="underline underline-offset-4">
              {t("office.seeAll")}
            </Link>
          ),
        }))}
        columnOf={(quote) => quote.status}
        nameOf={(quote) => quote.number}
        hindrance={(quote, to) => (wayTo(quote, to) ? undefined : ui("problems.illegal_transition"))}
        onMove={(quote, to) => setMove((before) => ({ quote, to, times: (before?.times ?? 0) + 1 }))}
        onRefused={(quote, reason) => toastReason(quote.number, reason)}
        card={(quote) => (
          <div className="flex gap-3">
            <Thumbnail src={quote.preview_url} className="size-11" />
            <div className="min-w-0 flex-1">
              <Link to="/office/quotes/$quoteId" params={{ quoteId: quote.id }} className="tabular pr-7 font-medium" draggable={false}>
                {quote.number}
              </Link>
              <p className="truncate text-ink-2">{quote.customer_name}</p>
              <p className="mt-1 flex justify-between gap-2">
                <span className="text-xs text-ink-3">{relative(quote.updated_at)}</span>
                <span className="tabular font-medium">{money(quote.total, quote.currency, true)}</span>
              </p>
            </div>
          </div>
        )}
      />
      {move && <Mover key={move.times} quote={move.quote} to={move.to} />}
    </BoardPage>
  );
}
