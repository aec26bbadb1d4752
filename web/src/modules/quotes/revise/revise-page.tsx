// Staff change the lines of a quote: parts come and go, wishes change, prices are agreed; the total moves along.
import { Link, useBlocker, useNavigate, useParams } from "@tanstack/react-router";
import { ChevronLeft, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { randomKey } from "@/api/client";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { isZero } from "@/ui/decimal";
import { Dialog } from "@/ui/dialog";
import { Facts, Section } from "@/ui/facts";
import { Field, Select, TextArea } from "@/ui/field";
import { money, percent } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { useTabTitle } from "@/ui/page-title";
import { RecordPageSkeleton } from "@/ui/record-page";
import { useNames } from "../names";
import { useOffer, useRushLevels, completed } from "../price/offer";
import { useWishPrices } from "../price/pricing";
import { QuoteStatusTag } from "../status";
import { useQuote } from "../office-quote";
import { rushName } from "../words";
import { AddPart } from "./add-part";
import { changeLine, difference, draftOf, hasChanges, hindranceOf, removeLine, sumsOf, wishOfLine, type DraftLine, type Quote, type Sums } from "./draft";
import { LineCard } from "./line-card";
import { useSend } from "./use-send";

export function RevisePage() {
  const { t } = useTranslation("quotes");
  const { quoteId } = useParams({ from: "/office/quotes/$quoteId/revise" });
  const { may } = useSession();
  const { data: quote, error, refetch } = useQuote(quoteId);
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!quote) return <RecordPageSkeleton />;
  return may("quotes.manage") && quote.allowed_actions.includes("revise") ? (
    <Revising opened={quote} />
  ) : (
    <div className="mx-auto grid max-w-xl gap-4">
      <Notice tone="warn">{t("office.revise.locked", { status: t(`status.${quote.status}`) })}</Notice>
      <Back quote={quote} />
    </div>
  );
}

function Back({ quote }: { quote: Quote }) {
  return (
    <Link
      to="/office/quotes/$quoteId"
      params={{ quoteId: quote.id }}
      className="-ml-1 inline-flex h-8 items-center gap-1 rounded-md px-1 text-sm text-ink-3 hover:text-ink coarse:h-10"
    >
      <ChevronLeft className="size-4" aria-hidden />
      {quote.number}
    </Link>
  );
}

/** Works on the quote as it was when one began; that a colleague changed it meanwhile shows when it is sent. */
function Revising({ opened }: { opened: Quote }) {
  const { t } = useTranslation("quotes");
  const navigate = useNavigate();
  const [quote, setQuote] = useState(opened);
  const [draft, setDraft] = useState(() => draftOf(opened));
  const [isAdding, setAdding] = useState(false);
  const [isSent, setSent] = useState(false);
  const offer = useOffer();
  const levels = useRushLevels();
  useTabTitle(t("office.revise.title", { number: quote.number }));
  const { answers, isOld } = useWishPrices(draft.lines.map((line) => wishOfLine(line, draft.rush)));
  const prices = draft.lines.map((line, place) => (line.isRemoved ? undefined : answers[place]?.data));
  const sums = sumsOf(draft, quote, prices, levels);
  const isSettling = isOld || draft.lines.some((line, place) => !line.isRemoved && answers[place]?.isPlaceholderData);
  const hindrance = hindranceOf(draft, quote, prices);
  const { send, busy, dialog } = useSend({
    ...{ quote, draft, sums },
    onDone: () => setSent(true),
    onTheirs: (now) => {
      setQuote(now);
      setDraft(draftOf(now));
    },
  });
  const leave = useBlocker({ shouldBlockFn: () => !isSent && hasChanges(draft, quote), withResolver: true, enableBeforeUnload: () => !isSent && hasChanges(draft, quote) });
  if (isSent) return <Sent onLeave={() => void navigate({ to: "/office/quotes/$quoteId", params: { quoteId: quote.id }, search: { tab: "revisions" }, replace: true })} />;

  const change = (key: string, what: Partial<DraftLine>) => setDraft((before) => changeLine(before, key, what));
  const add = (file: { id: string; file_name: string }, source?: File) => {
    const wish = { ...(draft.lines[0]?.choice ?? { service: "fdm" }), quantity: 1 };
    const line = { key: randomKey(), fileId: file.id, name: file.file_name, source, choice: offer ? completed(offer, wish) : wish, note: "", isRemoved: false };
    setDraft((before) => ({ ...before, lines: [...before.lines, line] }));
  };
  return (
    <div className="mx-auto max-w-6xl">
      <Back quote={quote} />
      <div className="mb-5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="tabular text-2xl font-semibold tracking-tight">{t("office.revise.title", { number: quote.number })}</h1>
          <QuoteStatusTag status={quote.status} />
        </div>
        <p className="mt-1 text-sm text-ink-2">{t("office.revise.lead", { name: quote.customer_name, number: quote.revision + 1 })}</p>
      </div>
      <div className="grid grid-cols-1 gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-3">
          {!isZero(quote.adjustment) && <Notice tone="warn">{t("office.revise.adjustmentEnds", { amount: money(quote.adjustment, quote.currency) })}</Notice>}
          <ul className="grid grid-cols-1 gap-3">
            {draft.lines.map((line, place) => (
              <LineCard
                key={line.key}
                {...{ line, quote, offer }}
                price={prices[place]}
                isOld={isOld || !!answers[place]?.isPlaceholderData}
                error={isOld ? null : answers[place]?.error}
                isOpen={draft.lines.length === 1 || !line.before}
                onChange={(what) => change(line.key, what)}
                onRemove={() => setDraft((before) => removeLine(before, line.key))}
              />
            ))}
          </ul>
          <div>
            <Button icon={<Plus className="size-4" aria-hidden />} onClick={() => setAdding(true)}>
              {t("office.revise.add")}
            </Button>
          </div>
        </div>
        <aside className="grid content-start gap-6 lg:sticky lg:top-[calc(5rem+var(--top))] lg:self-start" aria-label={t("office.price")}>
          <Section title={t("office.price")}>
            <LiveSums {...{ quote, sums, rush: draft.rush, isSettling }} />
          </Section>
          <div className="grid gap-4">
            {levels && levels.length > 1 && (
              <Field label={t("choose.rush")}>
                <Select value={draft.rush} onChange={(event) => setDraft({ ...draft, rush: event.target.value })}>
                  {levels.map((level) => (
                    <option key={level.code} value={level.code}>
                      {rushName(level)}
                    </option>
                  ))}
                </Select>
              </Field>
            )}
            <Field label={t("office.messageToCustomer")} hint={t("office.revise.reasonWhat")} optional>
              <TextArea rows={3} maxLength={1000} value={draft.reason} onChange={(event) => setDraft({ ...draft, reason: event.target.value })} />
            </Field>
          </div>
          <div className="grid gap-2">
            <Button kind="primary" busy={busy} disabled={hindrance !== undefined || isSettling} aria-describedby="revise-hindrance" onClick={() => send(false)}>
              {sums ? t("office.revise.offerFor", { total: money(sums.total, quote.currency) }) : t("office.revise.offer")}
            </Button>
            <Button disabled={busy || hindrance !== undefined || isSettling} onClick={() => send(true)}>
              {t("saveDraft")}
            </Button>
            <p id="revise-hindrance" className="text-sm text-ink-3">
              {hindrance && !(hindrance === "unpriced" && isSettling) ? t(`office.revise.hindrance.${hindrance}`) : t("office.revise.keeps", { number: quote.revision })}
            </p>
          </div>
        </aside>
      </div>
      {isAdding && <AddPart customer={{ id: quote.customer_id, name: quote.customer_name }} onAdd={add} onClose={() => setAdding(false)} />}
      {dialog}
      {leave.status === "blocked" && (
        <Dialog open onOpenChange={(open) => !open && leave.reset()} title={t("office.revise.leave")} description={t("office.revise.leaveWhat")} width="sm">
          <div className="flex justify-end gap-2">
            <Button onClick={leave.reset}>{t("office.revise.stay")}</Button>
            <Button kind="danger" onClick={leave.proceed}>
              {t("office.revise.discard")}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

function LiveSums({ quote, sums, rush, isSettling }: { quote: Quote; sums: Sums | undefined; rush: string; isSettling: boolean }) {
  const { t } = useTranslation("quotes");
  const names = useNames();
  const shown = (amount: string | undefined) => (amount === undefined ? "…" : money(amount, quote.currency));
  const by = sums && difference(sums.total, quote.total);
  return (
    <div className={cx("transition-opacity", isSettling && "opacity-60")} aria-live="polite" aria-busy={isSettling}>
      <Facts
        facts={[
          { label: t("totals.subtotal"), value: shown(sums?.subtotal) },
          sums && !isZero(sums.rush_fee) && { label: names.rush(rush), value: shown(sums.rush_fee) },
          { label: `${quote.tax_name} ${percent(quote.tax_rate_ppm / 1_000_000, 2)}`, value: shown(sums?.tax) },
          { label: t("totals.total"), value: shown(sums?.total), isStrong: true },
          !!by && { label: t("office.revise.before"), value: `${money(quote.total, quote.currency)} (${by.startsWith("-") ? "" : "+"}${money(by, quote.currency)})` },
        ]}
      />
    </div>
  );
}

/** Leaves the page once what was changed no longer holds one back. */
function Sent({ onLeave }: { onLeave: () => void }) {
  const leave = useRef(onLeave);
  useEffect(() => leave.current(), []);
  return <RecordPageSkeleton />;
}
