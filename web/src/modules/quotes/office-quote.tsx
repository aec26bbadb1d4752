// The page of one quote for staff.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { Facts, Section } from "@/ui/facts";
import { date, dateTime, day } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { RecordPage, RecordPageSkeleton } from "@/ui/record-page";
import type { Tab } from "@/ui/tabs";
import { useNames } from "./names";
import type { Quote } from "./office-list";
import { QuoteStatusTag } from "./status";
import { QuoteActions } from "./quote-actions";
import { QuoteLines } from "./quote-lines";
import { QuoteStory } from "./quote-story";
import { reviewText } from "./reasons";
import { Totals } from "./totals";
import { Revisions } from "./revisions";

export function useQuote(id: string) {
  return useQuery({
    queryKey: keys.quote(id),
    queryFn: ({ signal }) => api.get("/api/v1/quotes/{quote_id}", { path: { quote_id: id }, signal }),
  });
}

export function CustomerSection({ of }: { of: Pick<Quote, "customer_id" | "customer_name" | "customer_email"> }) {
  const { t } = useTranslation("quotes");
  return (
    <Section title={t("office.customer")}>
      <div className="text-sm">
        <Link to="/office/customers/$customerId" params={{ customerId: of.customer_id }} className="font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink">
          {of.customer_name}
        </Link>
        <p>
          <a href={`mailto:${of.customer_email}`} className="text-ink-2 hover:text-ink">
            {of.customer_email}
          </a>
        </p>
      </div>
    </Section>
  );
}

export function QuoteNotices({ quote }: { quote: Quote }) {
  const { t } = useTranslation("quotes");
  return (
    <>
      {quote.status === "pending" && quote.review_reason && (
        <Notice tone="warn" title={t("office.whyReview")}>
          {reviewText(quote)}
        </Notice>
      )}
      {quote.note && (
        <Notice title={t("office.customerNote")}>
          <span className="whitespace-pre-wrap">{quote.note}</span>
        </Notice>
      )}
      {quote.reject_reason && (
        <Notice tone="bad" title={t("office.rejectReason")}>
          {quote.reject_reason}
        </Notice>
      )}
    </>
  );
}

export function OfficeQuote() {
  const { t } = useTranslation("quotes");
  const { quoteId } = useParams({ from: "/office/quotes/$quoteId" });
  const { tab } = useSearch({ from: "/office/quotes/$quoteId" });
  const navigate = useNavigate();
  const names = useNames();
  const { data: quote, error, refetch } = useQuote(quoteId);
  if (error && !quote) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!quote) return <RecordPageSkeleton />;
  const tabs: Tab[] = [
    { id: "parts", label: t("parts", { count: quote.lines.length }), content: <QuoteLines lines={quote.lines} currency={quote.currency} /> },
    { id: "story", label: t("office.story"), content: <QuoteStory quote={quote} /> },
  ];
  if (quote.revision > 1) tabs.push({ id: "revisions", label: t("office.revisions", { count: quote.revision }), content: <Revisions quote={quote} /> });
  return (
    <RecordPage
      back={{ to: "/office/quotes", label: t("office.title") }}
      title={quote.number}
      status={<QuoteStatusTag status={quote.status} />}
      subtitle={`${quote.customer_name} · ${date(quote.created_at)}`}
      actions={<QuoteActions quote={quote} />}
      notice={<QuoteNotices quote={quote} />}
      tabs={tabs}
      tab={tab}
      onTab={(id) => void navigate({ to: ".", search: { tab: id }, replace: true })}
      aside={
        <>
          <Section title={t("office.price")}>
            <Totals of={quote} />
          </Section>
          <CustomerSection of={quote} />
          <Section title={t("office.terms")}>
            <Facts
              facts={[
                { label: t("office.fields.lead_time_days"), value: t("office.days", { count: quote.lead_time_days }) },
                { label: t("office.fields.rush"), value: names.rush(quote.rush) },
                { label: t("office.fields.valid_until"), value: day(quote.valid_until) },
                { label: t("office.fields.revision"), value: quote.revision },
                { label: t("office.approvedAt"), value: quote.approved_at && dateTime(quote.approved_at) },
                { label: t("office.acceptedAt"), value: quote.accepted_at && dateTime(quote.accepted_at) },
              ]}
            />
          </Section>
          {quote.sales_order_id && (
            <Section title={t("office.order")}>
              <Link to="/office/orders/$orderId" params={{ orderId: quote.sales_order_id }} className="text-sm font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink">
                {t("office.openOrder")}
              </Link>
            </Section>
          )}
        </>
      }
    />
  );
}
