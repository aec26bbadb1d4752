// A customer takes an order back while that is still possible; the reason is asked for, since it cannot be undone.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, TextArea } from "@/ui/field";
import { problemText } from "@/ui/problem-text";
import { toast } from "@/ui/toast";

export function CancelOrder({ order }: { order: Schema<"SalesOrder"> }) {
  const { t } = useTranslation("orders");
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [empty, setEmpty] = useState(false);
  const cancel = useMutation({
    mutationFn: () =>
      api.post("/api/v1/sales-orders/{sales_order_id}/cancel", {
        path: { sales_order_id: order.id },
        body: { reason: reason.trim() },
        ifMatch: order.version,
      }),
    onSuccess: (answer) => {
      client.setQueryData(keys.order(order.id), answer);
      void client.invalidateQueries({ queryKey: ["orders", "list"] });
      setOpen(false);
      toast(t("cancel.done", { number: order.number }));
    },
    onError: () => void client.invalidateQueries({ queryKey: keys.order(order.id) }),
  });
  const problem = cancel.error ? problemOf(cancel.error) : undefined;
  return (
    <>
      <Button kind="danger" onClick={() => setOpen(true)}>
        {t("cancel.open")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("cancel.title", { number: order.number })}
        description={t("cancel.text")}
        width="sm"
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t("cancel.back")}</Button>
            <Button kind="danger" busy={cancel.isPending} onClick={() => (reason.trim() ? cancel.mutate() : setEmpty(true))}>
              {t("cancel.open")}
            </Button>
          </>
        }
      >
        <Field
          label={t("cancel.reason")}
          error={problem ? problemText(problem) : empty && !reason.trim() ? t("cancel.needed") : undefined}
          requestId={problem?.requestId}
        >
          <TextArea value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </Dialog>
    </>
  );
}
