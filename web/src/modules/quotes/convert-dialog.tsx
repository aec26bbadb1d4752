// An accepted quote becomes an order; where it goes is the customer's address unless another is given. Asking twice gives the
// same order.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, randomKey, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { AddressForm, type Address } from "@/modules/identity/address";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { money } from "@/ui/format";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";

type Quote = Schema<"Quote">;
type Order = Schema<"SalesOrder">;
const FORM = "convert-address";

interface Props {
  quote: Quote;
  title: string;
  description: string;
  /** The word on the button. */
  yes: string;
  back: string;
  /** Pending: it is still read. */
  address: Address | undefined | "pending";
  onDone: (order: Order) => void;
  onClose: () => void;
}

function ConvertForm({ quote, address, onDone, onClose, ...words }: Props) {
  const client = useQueryClient();
  const [key] = useState(randomKey);
  const convert = useMutation({
    mutationFn: (shipping_address: Address) =>
      api.post("/api/v1/sales-orders/convert/{quote_id}", { path: { quote_id: quote.id }, body: { shipping_address }, ifMatch: quote.version, idempotencyKey: key }),
    onSuccess: (order) => {
      client.setQueryData(keys.order(order.id), order);
      void client.invalidateQueries({ queryKey: keys.quotes() });
      void client.invalidateQueries({ queryKey: ["orders", "list"] });
      onDone(order);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title}
      description={words.description}
      footer={
        <>
          <Button onClick={onClose}>{words.back}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={convert.isPending} disabled={address === "pending"}>
            {words.yes}
          </Button>
        </>
      }
    >
      {address === "pending" ? (
        <Skeleton className="h-72" />
      ) : (
        <AddressForm id={FORM} pointer="/shipping_address" address={address} problem={convert.error} onSubmit={(wish) => convert.mutate(wish)} />
      )}
    </Dialog>
  );
}

/** The customer orders what was offered. */
export function OrderDialog({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const { t } = useTranslation("quotes");
  const { me } = useSession();
  const navigate = useNavigate();
  const open = async (order: Order) => {
    await navigate({ to: "/orders/$orderId", params: { orderId: order.id } });
    toast(t("ordered", { number: order.number }));
  };
  return (
    <ConvertForm
      quote={quote}
      title={t("convert.title")}
      description={t("convert.text", { total: money(quote.total, quote.currency) })}
      yes={t("convert.yes")}
      back={t("ask.back")}
      address={me?.shipping_address ?? undefined}
      onDone={(order) => void open(order)}
      onClose={onClose}
    />
  );
}

/** Staff make the order for the customer. */
export function ConvertDialog({ quote, onDone, onClose }: Pick<Props, "quote" | "onDone" | "onClose">) {
  const { t } = useTranslation("quotes");
  const { t: ui } = useTranslation("ui");
  const customer = useQuery({
    queryKey: keys.customer(quote.customer_id),
    queryFn: ({ signal }) => api.get("/api/v1/customers/{customer_id}", { path: { customer_id: quote.customer_id }, signal }),
    retry: false,
  });
  return (
    <ConvertForm
      quote={quote}
      title={t("office.actions.convert")}
      description={`${quote.number} · ${quote.customer_name}`}
      yes={t("office.actions.convert")}
      back={ui("cancel")}
      address={customer.isPending ? "pending" : (customer.data?.shipping_address ?? undefined)}
      onDone={(order) => {
        toast(t("office.done.convert", { number: order.number }));
        onDone(order);
      }}
      onClose={onClose}
    />
  );
}
