import { Link, useSearch } from "@tanstack/react-router";
import { PackageCheck, SquareKanban } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { useTabTitle } from "@/ui/page-title";
import { RecordTable } from "@/ui/record-table/record-table";
import { useOrderList } from "./office-list";

export function OfficeOrders() {
  const { t } = useTranslation("orders");
  const list = useOrderList();
  const search = useSearch({ from: "/office/orders" });
  useTabTitle(t("office.title"));
  return (
    <RecordTable
      list={list}
      search={search}
      actions={
        <Button asChild size="sm" kind="quiet">
          <Link to="/office/orders/board">
            <SquareKanban className="size-4" aria-hidden />
            {t("office.board")}
          </Link>
        </Button>
      }
      empty={
        <EmptyState
          icon={PackageCheck}
          title={t("office.none")}
          action={
            <Button asChild kind="primary">
              <Link to="/office/quotes">{t("office.first")}</Link>
            </Button>
          }
        >
          {t("office.what")}
        </EmptyState>
      }
    />
  );
}
