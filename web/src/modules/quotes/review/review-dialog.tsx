// The new price, as one total or line by line, or what should change, in words.
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "@/ui/button";
import { Choices } from "@/ui/choice";
import { amountOf, isZero, minus } from "@/ui/decimal";
import { Dialog } from "@/ui/dialog";
import { Field, Input, TextArea } from "@/ui/field";
import { money } from "@/ui/format";
import { Notice } from "@/ui/notice";
import type { Quote } from "../office-list";
import { useRushLevels } from "../price/offer";
import { draftOf, type Draft } from "../revise/draft";
import type { ReviewWish } from "../use-review";
import { agreedLinesOf, sumsWith } from "./agreed-lines";
import { LinePrices } from "./line-prices";

interface Props {
  quote: Quote;
  decision: "change" | "ask";
  /** With the quote as it was when one began to write: if it has changed since, that shows. */
  onSend: (quote: Quote, wish: ReviewWish) => void;
  onClose: () => void;
}

/** Nothing is newly agreed yet; what was agreed before stands in the line. */
function freshDraft(quote: Quote): Draft {
  const draft = draftOf(quote);
  return { ...draft, lines: draft.lines.map((line) => ({ ...line, agreed: undefined })) };
}

export function ReviewDialog({ quote: opened, decision, onSend, onClose }: Props) {
  const [quote] = useState(opened);
  const { t } = useTranslation("quotes");
  const { t: ui } = useTranslation("ui");
  const levels = useRushLevels();
  const [by, setBy] = useState<"total" | "lines">("total");
  const [total, setTotal] = useState(quote.total);
  const [draft, setDraft] = useState(() => freshDraft(quote));
  const [message, setMessage] = useState("");
  const amount = amountOf(total);
  const agreed = agreedLinesOf(draft, quote, levels);
  const difference = amount === undefined ? "0" : minus(amount, quote.total);
  const canSend = decision === "ask" ? message.trim() !== "" : by === "total" ? amount !== undefined : agreed !== undefined;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (!canSend) return;
    onClose();
    const price = decision === "ask" ? {} : by === "total" ? { total: amount } : { agreed };
    onSend(quote, { decision, ...price, message: message.trim() || undefined });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(`office.actions.${decision}`)} description={`${quote.number} · ${quote.customer_name}`} width={decision === "change" ? "md" : "sm"}>
      <form onSubmit={submit} className="grid grid-cols-1 gap-4">
        {decision === "change" && (
          <Choices
            label={t("office.agreeOn")}
            value={by}
            options={[
              { value: "total", label: t("office.agreeTotal") },
              { value: "lines", label: t("office.agreeLines") },
            ]}
            onChange={(value) => setBy(value as typeof by)}
          />
        )}
        {decision === "change" && by === "total" && (
          <Field
            label={t("office.newTotal", { currency: quote.currency })}
            error={amount === undefined ? t("office.notAnAmount") : undefined}
            hint={isZero(difference) ? t("office.was", { total: money(quote.total, quote.currency) }) : t("office.wasBy", { total: money(quote.total, quote.currency), by: money(difference, quote.currency) })}
          >
            <Input autoFocus inputMode="decimal" value={total} onChange={(event) => setTotal(event.target.value)} onFocus={(event) => event.target.select()} />
          </Field>
        )}
        {decision === "change" && by === "lines" && (
          <>
            {!isZero(quote.adjustment) && <Notice tone="warn">{t("office.adjustmentEndsHere", { amount: money(quote.adjustment, quote.currency) })}</Notice>}
            <LinePrices {...{ draft, quote }} sums={sumsWith(draft, quote, levels)} onChange={setDraft} />
            {!agreed && (
              <p id="agreed-hindrance" className="text-sm text-ink-3">
                {t("office.revise.hindrance.agreed")}
              </p>
            )}
          </>
        )}
        <Field label={decision === "ask" ? t("office.whatShouldChange") : t("office.messageToCustomer")} optional={decision === "change"}>
          <TextArea autoFocus={decision === "ask"} required={decision === "ask"} maxLength={2000} rows={4} value={message} onChange={(event) => setMessage(event.target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button type="submit" kind="primary" disabled={!canSend} aria-describedby={by === "lines" && !agreed ? "agreed-hindrance" : undefined}>
            {t(`office.actions.${decision}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
