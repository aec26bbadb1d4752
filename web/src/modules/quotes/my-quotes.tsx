import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ReceiptText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { date, money } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { RecordList } from "@/ui/record-list";
import { SkeletonRows } from "@/ui/skeleton";
import { Status } from "@/ui/status";
import { quoteLooks } from "./status-look";

export function MyQuotes() {
  const { t } = useTranslation("quotes");
  const query = { page_size: 50, ordering: "-created_at" } as const;
  const quotes = useQuery({ queryKey: keys.quotes(query), queryFn: ({ signal }) => api.get("/api/v1/quotes", { query, signal }) });
  return (
    <>
      <PageTitle title={t("mine.title")} />
      {quotes.isPending ? (
        <SkeletonRows />
      ) : quotes.error ? (
        <ProblemNotice problem={quotes.error} onRetry={() => void quotes.refetch()} />
      ) : quotes.data.items.length === 0 ? (
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
        <RecordList
          label={t("mine.title")}
          rows={quotes.data.items.map((quote) => ({
            id: quote.id,
            to: "/quotes",
            picture: quote.preview_url,
            title: quote.number,
            detail: `${t("parts", { count: quote.line_count })} · ${date(quote.created_at)}`,
            amount: money(quote.total, quote.currency),
            status: <Status {...quoteLooks[quote.status]}>{t(`status.${quote.status}`)}</Status>,
          }))}
        />
      )}
    </>
  );
}
