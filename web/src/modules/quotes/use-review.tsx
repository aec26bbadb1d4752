// Staff decide about a quote: approve, change the price, ask for changes. Shown at once, can be taken back for a moment; when
// somebody else was faster, both versions are laid side by side.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { changeEverywhere, putEverywhere } from "@/api/optimistic";
import { Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { amountOf, isZero, minus } from "@/ui/decimal";
import { Dialog } from "@/ui/dialog";
import { Field, Input, TextArea } from "@/ui/field";
import { money } from "@/ui/format";
import { StaleEdit, type StaleField } from "@/ui/stale-edit";
import { toastProblem } from "@/ui/toast";
import { decide } from "@/ui/undoable";
import type { Quote } from "./office-list";

export interface ReviewWish {
  decision: "approve" | "change" | "ask";
  total?: string;
  message?: string;
}

interface Stale {
  base: Quote;
  now: Quote;
  by?: string;
  wish: ReviewWish;
}

interface Watcher {
  /** Called when the decision is shown; answers with what takes that back. */
  onDecided?: (quote: Quote) => () => void;
}

const asDecided = (quote: Quote, wish: ReviewWish): Quote => ({
  ...quote,
  status: wish.decision === "ask" ? "draft" : "approved",
  total: wish.total ?? quote.total,
  staff_message: wish.message ?? quote.staff_message,
  allowed_actions: [],
});

async function lastOther(quoteId: string): Promise<string | undefined> {
  const story = await api.get("/api/v1/quotes/{quote_id}/timeline", { path: { quote_id: quoteId } }).catch(() => undefined);
  return story?.items.filter((item) => item.kind === "change").at(-1)?.by;
}

export function useReview({ onDecided }: Watcher = {}): { send: (quote: Quote, wish: ReviewWish) => void; dialog: ReactNode } {
  const { t } = useTranslation("quotes");
  const client = useQueryClient();
  const [stale, setStale] = useState<Stale>();
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => void (isOpen.current = false);
  }, []);

  const send = (quote: Quote, wish: ReviewWish) =>
    decide({
      title: t(`office.decided.${wish.decision}`, { number: quote.number }),
      show: () => {
        const undo = changeEverywhere<Quote>(client, keys.quotes(), quote.id, (old) => asDecided(old, wish));
        const undoMore = onDecided?.(quote);
        return () => (undo(), undoMore?.());
      },
      send: async () => {
        const body = { decision: wish.decision, total: wish.total, message: wish.message };
        const answer = await api.patch("/api/v1/quotes/{quote_id}/review", { path: { quote_id: quote.id }, body, ifMatch: quote.version });
        putEverywhere(client, keys.quotes(), answer);
        void client.invalidateQueries({ queryKey: keys.quotes() });
      },
      onRefused: (thrown) => void refused(quote, wish, thrown),
    });

  const refused = async (quote: Quote, wish: ReviewWish, thrown: unknown) => {
    // Whoever has left the page is told at least; there both versions can be laid side by side again.
    if (!(thrown instanceof Problem) || thrown.code !== "version_has_changed" || !isOpen.current) return toastProblem(thrown, quote.number);
    try {
      const [now, by] = await Promise.all([api.get("/api/v1/quotes/{quote_id}", { path: { quote_id: quote.id } }), lastOther(quote.id)]);
      putEverywhere(client, keys.quotes(), now);
      setStale({ base: quote, now, by, wish });
    } catch (problem) {
      toastProblem(problem);
    }
  };

  const fieldsOf = ({ base, now, wish }: Stale): StaleField[] => [
    ...(wish.decision === "approve" ? [] : [{ name: "status", label: t("office.fields.status"), before: t(`status.${base.status}`), theirs: t(`status.${now.status}`) }]),
    {
      name: "total",
      label: t("totals.total"),
      before: money(base.total, base.currency),
      theirs: money(now.total, now.currency),
      mine: wish.total && money(wish.total, now.currency),
    },
    { name: "message", label: t("office.message"), before: base.staff_message ?? "", theirs: now.staff_message ?? "", mine: wish.message },
    // A price or a message says by itself what is wanted; only an approval has nothing else to choose.
    ...(wish.decision === "approve" ? [{ name: "decision", label: t("office.decision"), before: t(`status.${base.status}`), theirs: t(`status.${now.status}`), mine: t("office.actions.approve") }] : []),
  ];

  const dialog = stale && (
    <StaleEdit
      at={stale.now.updated_at}
      by={stale.by}
      fields={fieldsOf(stale)}
      hindrance={stale.now.allowed_actions.includes("review") ? undefined : t("office.notInReview", { status: t(`status.${stale.now.status}`) })}
      onDiscard={() => setStale(undefined)}
      onSend={(choice) => {
        setStale(undefined);
        const isMine = (name: string) => choice[name] === "mine";
        const total = isMine("total") ? stale.wish.total : undefined;
        const decision = stale.wish.decision === "change" && !total ? "approve" : stale.wish.decision;
        send(stale.now, { decision, total, message: isMine("message") ? stale.wish.message : undefined });
      }}
    />
  );
  return { send, dialog };
}

interface DialogProps {
  quote: Quote;
  decision: "change" | "ask";
  /** With the quote as it was when one began to write: if it has changed since, that shows. */
  onSend: (quote: Quote, wish: ReviewWish) => void;
  onClose: () => void;
}

/** The new price, or what should change, in words. */
export function ReviewDialog({ quote: opened, decision, onSend, onClose }: DialogProps) {
  const [quote] = useState(opened);
  const { t } = useTranslation("quotes");
  const { t: ui } = useTranslation("ui");
  const [total, setTotal] = useState(quote.total);
  const [message, setMessage] = useState("");
  const amount = amountOf(total);
  const isAmount = amount !== undefined;
  const difference = isAmount ? minus(amount, quote.total) : "0";
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (decision === "change" && !isAmount) return;
    if (decision === "ask" && !message.trim()) return;
    onClose();
    onSend(quote, { decision, total: decision === "change" ? amount : undefined, message: message.trim() || undefined });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(`office.actions.${decision}`)} description={`${quote.number} · ${quote.customer_name}`} width="sm">
      <form onSubmit={submit} className="grid gap-4">
        {decision === "change" && (
          <Field
            label={t("office.newTotal", { currency: quote.currency })}
            error={isAmount ? undefined : t("office.notAnAmount")}
            hint={isZero(difference) ? t("office.was", { total: money(quote.total, quote.currency) }) : t("office.wasBy", { total: money(quote.total, quote.currency), by: money(difference, quote.currency) })}
          >
            <Input autoFocus inputMode="decimal" value={total} onChange={(event) => setTotal(event.target.value)} onFocus={(event) => event.target.select()} />
          </Field>
        )}
        <Field label={decision === "ask" ? t("office.whatShouldChange") : t("office.messageToCustomer")} optional={decision === "change"}>
          <TextArea autoFocus={decision === "ask"} required={decision === "ask"} maxLength={2000} rows={4} value={message} onChange={(event) => setMessage(event.target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button type="submit" kind="primary" disabled={decision === "ask" ? !message.trim() : !isAmount}>
            {t(`office.actions.${decision}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
