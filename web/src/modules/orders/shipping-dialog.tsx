// Carrier, tracking number, address. When a colleague changed the order meanwhile, both are laid side by side.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { putEverywhere } from "@/api/optimistic";
import { problemOf, type Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { AddressFields, addressLines, cleaned, isWhole, type Address } from "@/modules/identity/address";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { complaintAt } from "@/ui/problem-text";
import { StaleEdit, type StaleField } from "@/ui/stale-edit";
import { toast } from "@/ui/toast";
import type { Order } from "./office-list";

interface Wish {
  carrier: string;
  tracking_number: string;
  address: Address;
}

const wishOf = (order: Order): Wish => ({ carrier: order.carrier ?? "", tracking_number: order.tracking_number ?? "", address: order.shipping_address });
const asText = (address: Address) => addressLines(address).join(", ");

/** Only what differs from what was read is sent, so that two people may change two things. */
export function shippingChanges(base: Wish, wish: Wish): Partial<Wish> {
  const changes: Partial<Wish> = {};
  if (wish.carrier.trim() && wish.carrier.trim() !== base.carrier) changes.carrier = wish.carrier.trim();
  if (wish.tracking_number.trim() && wish.tracking_number.trim() !== base.tracking_number) changes.tracking_number = wish.tracking_number.trim();
  if (JSON.stringify(cleaned(wish.address)) !== JSON.stringify(cleaned(base.address))) changes.address = cleaned(wish.address);
  return changes;
}

async function lastOther(orderId: string): Promise<string | undefined> {
  const story = await api.get("/api/v1/sales-orders/{sales_order_id}/timeline", { path: { sales_order_id: orderId } }).catch(() => undefined);
  return story?.items.filter((item) => item.kind === "change").at(-1)?.by;
}

export function ShippingDialog({ order: opened, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation("orders");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const [base] = useState(opened); // what one looked at when one began to write
  const [wish, setWish] = useState(() => wishOf(opened));
  const [problem, setProblem] = useState<Problem>();
  const [stale, setStale] = useState<{ now: Order; by?: string }>();
  const [isSending, setSending] = useState(false);
  const changes = shippingChanges(wishOf(base), wish);
  const canMove = !base.shipped_at;

  const send = async (body: Partial<Wish>, version: number) => {
    if (Object.keys(body).length === 0) return onClose();
    setSending(true);
    setProblem(undefined);
    try {
      const answer = await api.patch("/api/v1/sales-orders/{sales_order_id}/shipping", { path: { sales_order_id: base.id }, body, ifMatch: version });
      putEverywhere(client, keys.orders(), answer);
      void client.invalidateQueries({ queryKey: keys.orders() });
      toast(t("office.recorded.shipping", { number: base.number }));
      onClose();
    } catch (thrown) {
      const fault = problemOf(thrown);
      setSending(false);
      if (fault.code !== "version_has_changed") return setProblem(fault);
      const [now, by] = await Promise.all([
        api.get("/api/v1/sales-orders/{sales_order_id}", { path: { sales_order_id: base.id } }).catch(() => undefined),
        lastOther(base.id),
      ]);
      if (!now) return setProblem(fault);
      putEverywhere(client, keys.orders(), now);
      setStale({ now, by });
    }
  };

  if (stale) {
    const field = (name: keyof Wish, label: string, text: (value: Wish) => string): StaleField => ({
      name,
      label,
      before: text(wishOf(base)),
      theirs: text(wishOf(stale.now)),
      mine: changes[name] === undefined ? undefined : text(wish),
    });
    return (
      <StaleEdit
        at={stale.now.updated_at}
        by={stale.by}
        fields={[
          { name: "status", label: t("office.fields.status"), before: t(`status.${base.status}`), theirs: t(`status.${stale.now.status}`) },
          field("carrier", t("office.fields.carrier"), (value) => value.carrier),
          field("tracking_number", t("office.fields.tracking_number"), (value) => value.tracking_number),
          field("address", t("office.address"), (value) => asText(value.address)),
        ]}
        onDiscard={onClose}
        onSend={(choice) => void send(Object.fromEntries(Object.entries(changes).filter(([name]) => choice[name] === "mine")), stale.now.version)}
      />
    );
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("office.shipping")} description={base.number}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send(changes, base.version);
        }}
        className="grid gap-5"
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("office.fields.carrier")} error={complaintAt(problem, "/carrier")}>
            <Input autoFocus maxLength={80} value={wish.carrier} onChange={(event) => setWish({ ...wish, carrier: event.target.value })} />
          </Field>
          <Field label={t("office.fields.tracking_number")} error={complaintAt(problem, "/tracking_number")}>
            <Input maxLength={120} value={wish.tracking_number} onChange={(event) => setWish({ ...wish, tracking_number: event.target.value })} />
          </Field>
        </div>
        {canMove && <AddressFields value={wish.address} onChange={(address) => setWish({ ...wish, address })} problem={problem} pointer="/address" />}
        {problem && problem.errors.length === 0 && <ProblemNotice problem={problem} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button type="submit" kind="primary" busy={isSending} disabled={Object.keys(changes).length === 0 || !isWhole(wish.address)}>
            {t("office.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
