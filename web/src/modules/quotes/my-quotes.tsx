// The customer's quotes, newest first; states change while one looks.
import { getRouteApi } from "@tanstack/react-router";
import { ReceiptText } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { date, day, money } from "@/ui/format";
import { useListKeys } from "@/ui/list-keys";
import { MyRecords, useMine } from "@/ui/my-records";
import { RecordList } from "@/ui/record-list";
import { QuoteStatusTag, type QuoteStatus } from "./status";

const route = getRouteApi("/portal/quotes");
const shownStates: QuoteStatus[] = ["draft", "pending", "approved", "accepted", "converted", "expired", "rejected", "cancelled"];
const ASK_AGAIN_MS = 30_000;

export function MyQuotes() {
  const { t } = useTranslation("quotes");
  const { me } = useSession();
  const { status } = route.useSearch();
  const navigate = route.useNavigate();
  useListKeys();
  const query = { page_size: 30, ordering: "-created_at", customer_id: me?.id, status, total: "false" } as const;
  const quotes = useMine({
    queryKey: keys.quotes(query),
    isWaiting: !me,
    read: (cursor, signal) => api.get("/api/v1/quotes", { query: { ...query, cursor }, signal }),
    askAgainMs: ASK_AGAIN_MS,
  });
  const when = (quote: Schema<"Quote">) =>
    ["draft", "pending", "approved", "accepted"].includes(quote.status)
      ? t("validUntil", { date: day(quote.valid_until) })
      : date(quote.created_at);
  return (
    <div className="mx-auto max-w-4xl">
      <MyRecords
        records={quotes}
        icon={ReceiptText}
        words={{ title: t("mine.title"), none: t("mine.none"), what: t("mine.what"), first: t("mine.first"), more: t("mine.more") }}
        filter={{
          label: t("mine.filter"),
          all: t("mine.all"),
          noneLike: t("mine.noneLike"),
          value: status,
          groups: shownStates.map((one) => ({ value: one, label: t(`status.${one}`) })),
          onChange: (next) => void navigate({ search: { status: next }, replace: true }),
        }}
      >
        {(items) => (
          <RecordList
            label={t("mine.title")}
            rows={items.map((quote) => ({
              id: quote.id,
              to: `/quotes/${quote.id}`,
              picture: quote.preview_url,
              title: quote.number,
              detail: `${t("parts", { count: quote.line_count })} · ${when(quote)}`,
              amount: money(quote.total, quote.currency),
              status: <QuoteStatusTag status={quote.status} />,
            }))}
          />
        )}
      </MyRecords>
    </div>
  );
}
