// Money received or given back is entered as it happened; the order's payment state follows from the sums.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { putEverywhere } from "@/api/optimistic";
import { problemOf, type Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { amountOf, isPositive, isZero, minus } from "@/ui/decimal";
import { Dialog } from "@/ui/dialog";
import { Field, Input, Select } from "@/ui/field";
import { money } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { complaintAt } from "@/ui/problem-text";
import { toast } from "@/ui/toast";
import type { Order } from "./office-list";

export const paymentMethods = ["bank_transfer", "card", "cash", "kaspi", "other"] as const;

export const openAmount = (order: Pick<Order, "total" | "paid_amount">) => minus(order.total, order.paid_amount);
export const refundable = (order: Pick<Order, "paid_amount" | "refunded_amount">) => minus(order.paid_amount, order.refunded_amount);

export function PaymentDialog({ order: opened, kind, onClose }: { order: Order; kind: "payment" | "refund"; onClose: () => void }) {
  const [order] = useState(opened); // what one looked at when one began to write
  const { t } = useTranslation("orders");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const whole = kind === "payment" ? openAmount(order) : refundable(order);
  const [amount, setAmount] = useState(whole);
  const [method, setMethod] = useState<string>(order.payment_method ?? "bank_transfer");
  const [reference, setReference] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [isSending, setSending] = useState(false);
  const written = amountOf(amount);
  const isAmount = !!written && isPositive(written);
  const isWhole = isAmount && isZero(minus(written, whole));
  const send = async (event: React.FormEvent) => {
    event.preventDefault();
    if (!isAmount) return;
    setSending(true);
    setProblem(undefined);
    const status = kind === "payment" ? (isWhole ? "paid" : "partial") : isWhole ? "refunded" : "partially_refunded";
    try {
      const answer = await api.patch("/api/v1/sales-orders/{sales_order_id}/payment", {
        path: { sales_order_id: order.id },
        body: { payment_status: status, payment_method: method, payment_transaction_id: reference.trim() || undefined, amount: written },
        ifMatch: order.version,
      });
      putEverywhere(client, keys.orders(), answer);
      void client.invalidateQueries({ queryKey: keys.orders() });
      toast(t(`office.recorded.${kind}`, { amount: money(written, order.currency) }));
      onClose();
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setSending(false);
    }
  };
  const known = paymentMethods.some((one) => one === method) ? paymentMethods : [...paymentMethods, method];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(`office.record.${kind}`)} description={t("office.openAmount", { amount: money(whole, order.currency) })} width="sm">
      <form onSubmit={(event) => void send(event)} className="grid gap-4">
        <Field label={t("office.amount", { currency: order.currency })} error={complaintAt(problem, "/amount") ?? (isAmount ? undefined : t("office.notAnAmount"))} requestId={problem?.requestId}>
          <Input autoFocus inputMode="decimal" value={amount} onFocus={(event) => event.target.select()} onChange={(event) => setAmount(event.target.value)} />
        </Field>
        <Field label={t("office.method")}>
          <Select value={method} onChange={(event) => setMethod(event.target.value)}>
            {known.map((one) => (
              <option key={one} value={one}>
                {t(`office.methods.${one as "card"}`, { defaultValue: one })}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("office.reference")} optional>
          <Input maxLength={200} value={reference} onChange={(event) => setReference(event.target.value)} />
        </Field>
        {problem && !problem.at("/amount") && <ProblemNotice problem={problem} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button type="submit" kind="primary" busy={isSending} disabled={!isAmount}>
            {t(`office.record.${kind}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
