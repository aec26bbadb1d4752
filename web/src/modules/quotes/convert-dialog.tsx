// The accepted quote becomes an order; where it goes is the customer's address unless another is given.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schema } from "@/api/client";
import { problemOf, type Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { AddressFields, cleaned, emptyAddress, isWhole } from "@/modules/orders/address";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemNotice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import type { Quote } from "./office-list";

interface Props {
  quote: Quote;
  onDone: (order: Schema<"SalesOrder">) => void;
  onClose: () => void;
}

export function ConvertDialog({ quote, onDone, onClose }: Props) {
  const { t } = useTranslation("quotes");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const customer = useQuery({
    queryKey: keys.customer(quote.customer_id),
    queryFn: ({ signal }) => api.get("/api/v1/customers/{customer_id}", { path: { customer_id: quote.customer_id }, signal }),
    retry: false,
  });
  const [given, setGiven] = useState<Schema<"Address">>();
  const [problem, setProblem] = useState<Problem>();
  const [isSending, setSending] = useState(false);
  const address = given ?? customer.data?.shipping_address ?? emptyAddress;
  const send = async (event: React.FormEvent) => {
    event.preventDefault();
    setSending(true);
    setProblem(undefined);
    try {
      const order = await api.post("/api/v1/sales-orders/convert/{quote_id}", {
        path: { quote_id: quote.id },
        body: { shipping_address: cleaned(address) },
        ifMatch: quote.version,
      });
      void client.invalidateQueries({ queryKey: keys.quotes() });
      void client.invalidateQueries({ queryKey: keys.orders() });
      toast(t("office.done.convert", { number: order.number }));
      onDone(order);
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setSending(false);
    }
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("office.actions.convert")} description={`${quote.number} · ${quote.customer_name}`}>
      {customer.isPending ? (
        <Skeleton className="h-72" />
      ) : (
        <form onSubmit={(event) => void send(event)} className="grid gap-5">
          <AddressFields value={address} onChange={setGiven} problem={problem} pointer="/shipping_address" />
          {problem && problem.errors.length === 0 && <ProblemNotice problem={problem} />}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button type="submit" kind="primary" busy={isSending} disabled={!isWhole(address)}>
              {t("office.actions.convert")}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
