// Ordering an accepted quote: where it shall go. Asking twice gives the same order.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, randomKey, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { AddressForm } from "@/modules/identity/address-form";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { money } from "@/ui/format";
import { toast } from "@/ui/toast";

const FORM = "convert-address";

export default function ConvertDialog({ quote, onClose }: { quote: Schema<"Quote">; onClose: () => void }) {
  const { t } = useTranslation("quotes");
  const { me } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(randomKey);
  const convert = useMutation({
    mutationFn: (shipping_address: Schema<"Address">) =>
      api.post("/api/v1/sales-orders/convert/{quote_id}", {
        path: { quote_id: quote.id },
        body: { shipping_address },
        idempotencyKey: key,
      }),
    onSuccess: async (order) => {
      client.setQueryData(keys.order(order.id), order);
      void client.invalidateQueries({ queryKey: keys.quotes() });
      void client.invalidateQueries({ queryKey: ["orders", "list"] });
      await navigate({ to: "/orders/$orderId", params: { orderId: order.id } });
      toast(t("ordered", { number: order.number }));
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("convert.title")}
      description={t("convert.text", { total: money(quote.total, quote.currency) })}
      footer={
        <>
          <Button onClick={onClose}>{t("ask.back")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={convert.isPending}>
            {t("convert.yes")}
          </Button>
        </>
      }
    >
      <AddressForm
        id={FORM}
        pointer="/shipping_address"
        address={me?.shipping_address ?? undefined}
        problem={convert.error}
        onSubmit={(address) => convert.mutate(address)}
      />
    </Dialog>
  );
}
