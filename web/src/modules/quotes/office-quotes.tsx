import { Link, useSearch } from "@tanstack/react-router";
import { ReceiptText, SquareKanban } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { RecordTable } from "@/ui/record-table/record-table";
import { useTabTitle } from "@/ui/page-title";
import { useQuoteList } from "./office-list";

export function OfficeQuotes() {
  const { t } = useTranslation("quotes");
  const list = useQuoteList();
  const search = useSearch({ from: "/office/quotes" });
  useTabTitle(t("office.title"));
  return (
    <RecordTable
      list={list}
      search={search}
      actions={
        <Button asChild size="sm" kind="quiet">
          <Link to="/office/quotes/board">
            <SquareKanban className="size-4" aria-hidden />
            {t("office.board")}
          </Link>
        </Button>
      }
      empty={
        <EmptyState
          icon={ReceiptText}
          title={t("office.none")}
          action={
            <Button asChild kind="primary">
              <Link to="/">{t("office.first")}</Link>
            </Button>
          }
        >
          {t("office.what")}
        </EmptyState>
      }
    />
  );
}
