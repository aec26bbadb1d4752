// The list of quotes as staff see it.
import { Ban, BadgeCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { useSession } from "@/app/session";
import { date, money, relative } from "@/ui/format";
import { Thumbnail } from "@/ui/record-list";
import type { FilterChoice, RecordList } from "@/ui/record-table/column";
import { RowLink } from "@/ui/record-table/row-link";
import { reviewText } from "./reasons";
import { quoteFields } from "./search";
import { QuoteStatusTag, type QuoteStatus } from "./status";

export type Quote = Schema<"Quote">;

export function useQuoteFilters(): FilterChoice[] {
  const { t, i18n } = useTranslation("quotes");
  return useMemo(
    () =>
      quoteFields.map((field) => ({
        ...field,
        label: t(`office.fields.${field.name}`),
        wordLabel: field.name === "status" ? (word: string) => t(`status.${word as QuoteStatus}`) : undefined,
      })),
    // The language changes all texts.
    [t, i18n.language],
  );
}

const quotePage = (quote: Quote) => `/office/quotes/${quote.id}`;

export function useQuoteList(): RecordList<Quote> {
  const { t, i18n } = useTranslation("quotes");
  const { may } = useSession();
  const filters = useQuoteFilters();
  const canManage = may("quotes.manage");
  return useMemo((): RecordList<Quote> => {
    const f = (name: string) => t(`office.fields.${name}` as "office.fields.status");
    return {
      id: "quotes",
      path: "/api/v1/quotes",
      label: t("office.title"),
      queryKey: ["quotes"],
      defaultOrdering: "-created_at",
      to: quotePage,
      nameOf: (quote) => quote.number,
      filters,
      views: [
        { id: "all", label: t("office.views.all"), query: "" },
        { id: "review", label: t("office.views.review"), query: "ordering=created_at&status=pending" },
        { id: "answer", label: t("office.views.answer"), query: "ordering=expires_at&status=approved" },
        { id: "convert", label: t("office.views.convert"), query: "status=accepted" },
      ],
      bulk: canManage
        ? [
            { id: "approve", label: t("office.bulk.approve"), icon: BadgeCheck, path: "/api/v1/quotes/bulk", body: { action: "approve" } },
            {
              id: "cancel",
              label: t("office.bulk.cancel"),
              icon: Ban,
              path: "/api/v1/quotes/bulk",
              body: { action: "cancel" },
              asks: { member: "reason", label: t("office.reason") },
              isDanger: true,
            },
          ]
        : [],
      columns: [
        {
          id: "number",
          label: f("number"),
          width: 176,
          ordering: "number",
          cell: (quote) => (
            <RowLink to={quotePage(quote)} className="flex min-w-0 items-center gap-3 font-medium">
              <Thumbnail src={quote.preview_url} className="size-8" />
              <span className="tabular truncate">{quote.number}</span>
            </RowLink>
          ),
        },
        { id: "customer_name", label: f("customer_name"), width: 180, grows: true, ordering: "customer_name", cell: (quote) => <span className="truncate">{quote.customer_name}</span> },
        { id: "status", label: f("status"), width: 136, cell: (quote) => <QuoteStatusTag status={quote.status} /> },
        {
          id: "review_reason",
          label: f("review_reason"),
          width: 220,
          grows: true,
          cell: (quote) => (
            <span className="truncate text-ink-2" title={reviewText(quote)}>
              {reviewText(quote)}
            </span>
          ),
        },
        { id: "line_count", label: f("line_count"), width: 72, align: "end", cell: (quote) => quote.line_count },
        { id: "total", label: f("total"), width: 124, align: "end", ordering: "total", cell: (quote) => money(quote.total, quote.currency) },
        {
          id: "created_at",
          label: f("created_at"),
          width: 128,
          ordering: "created_at",
          cell: (quote) => (
            <time dateTime={quote.created_at} title={date(quote.created_at)} className="truncate text-ink-2">
              {relative(quote.created_at)}
            </time>
          ),
        },
        {
          id: "expires_at",
          label: f("expires_at"),
          width: 116,
          ordering: "expires_at",
          cell: (quote) => <span className="text-ink-2">{date(quote.expires_at)}</span>,
        },
        { id: "revision", label: f("revision"), width: 88, align: "end", isExtra: true, cell: (quote) => quote.revision },
        { id: "rush", label: f("rush"), width: 100, isExtra: true, cell: (quote) => quote.rush },
        { id: "customer_email", label: f("customer_email"), width: 200, isExtra: true, cell: (quote) => <span className="truncate">{quote.customer_email}</span> },
        { id: "note", label: f("note"), width: 220, isExtra: true, cell: (quote) => <span className="truncate">{quote.note}</span> },
        { id: "updated_at", label: f("updated_at"), width: 128, isExtra: true, ordering: "updated_at", cell: (quote) => <span className="text-ink-2">{relative(quote.updated_at)}</span> },
      ],
      card: (quote) => (
        <div className="flex items-center gap-3">
          <Thumbnail src={quote.preview_url} className="size-14" />
          <div className="grid min-w-0 flex-1 gap-0.5">
            <div className="flex items-baseline justify-between gap-2">
              <RowLink to={quotePage(quote)} className="tabular truncate font-medium">
                {quote.number}
              </RowLink>
              <span className="tabular font-medium">{money(quote.total, quote.currency)}</span>
            </div>
            <div className="flex items-center justify-between gap-2">
              <span className="truncate text-ink-2">{quote.customer_name}</span>
              <QuoteStatusTag status={quote.status} />
            </div>
          </div>
        </div>
      ),
    };
    // The language changes all texts.
  }, [t, i18n.language, filters, canManage]);
}
