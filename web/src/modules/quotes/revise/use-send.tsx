// Sending a revision: the new lines first, then the word to the customer. A colleague who was faster is shown beside what one wants.
import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { putEverywhere } from "@/api/optimistic";
import { Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { money, number } from "@/ui/format";
import { StaleEdit } from "@/ui/stale-edit";
import { toast, toastProblem } from "@/ui/toast";
import { digitsOf } from "@/ui/decimal";
import { bodyOf, formOf, keptLines, type Draft, type Quote, type Sums } from "./draft";

interface Options {
  quote: Quote;
  draft: Draft;
  sums: Sums | undefined;
  /** Done: the quote as it is now. */
  onDone: (quote: Quote) => void;
  /** Begins again from the quote as a colleague left it. */
  onTheirs: (quote: Quote) => void;
}

const linesText = (lines: { name: string; quantity: number }[]) => lines.map(({ name, quantity }) => `${name} × ${number(quantity, 0)}`).join("\n");

export function useSend({ quote, draft, sums, onDone, onTheirs }: Options): { send: (asDraft: boolean) => void; busy: boolean; dialog: ReactNode } {
  const { t } = useTranslation("quotes");
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [stale, setStale] = useState<{ now: Quote; asDraft: boolean }>();

  const afterRevision = async (revised: Quote, asDraft: boolean): Promise<Quote> => {
    const path = { quote_id: revised.id };
    const message = draft.reason.trim() || undefined;
    if (revised.status === "pending" && !asDraft) {
      const body = { decision: "approve" as const, message };
      return api.patch("/api/v1/quotes/{quote_id}/review", { path, body, ifMatch: revised.version });
    }
    if (message) await api.post("/api/v1/quotes/{quote_id}/notes", { path, body: { text: message, is_internal: asDraft } });
    return revised;
  };

  // The copies that were sent to be measured have done their work: the quote has its own.
  const forgetCopies = () => {
    for (const line of draft.lines)
      if (line.source) api.delete("/api/v1/files/{file_id}", { path: { file_id: line.fileId } }).catch(() => undefined);
  };

  const sendTo = async (version: number, asDraft: boolean) => {
    setBusy(true);
    let revised: Quote | undefined;
    try {
      const body = bodyOf(draft, digitsOf(quote.total), asDraft);
      revised = await api.post("/api/v1/quotes/{quote_id}/revise", { path: { quote_id: quote.id }, body: (formOf(body, draft) ?? body) as never, ifMatch: version });
      forgetCopies();
      revised = await afterRevision(revised, asDraft);
      toast(t(`decided.${revised.status}`, { number: revised.number }));
    } catch (thrown) {
      // The lines are in; what could not be said of them can still be said on the quote's page.
      if (!revised) return await refused(thrown, asDraft);
      toastProblem(thrown, revised.number);
    } finally {
      setBusy(false);
    }
    putEverywhere(client, keys.quotes(), revised);
    void client.invalidateQueries({ queryKey: keys.quotes() });
    onDone(revised);
  };

  const refused = async (thrown: unknown, asDraft: boolean) => {
    if (!(thrown instanceof Problem) || thrown.code !== "version_has_changed") return toastProblem(thrown, quote.number);
    const now = await api.get("/api/v1/quotes/{quote_id}", { path: { quote_id: quote.id } }).catch(toastProblem);
    if (now) setStale({ now, asDraft });
  };

  const dialog = stale && (
    <StaleEdit
      at={stale.now.updated_at}
      fields={[
        {
          name: "lines",
          label: t("totals.subtotal"),
          before: linesText(quote.lines.map((line) => ({ name: line.file_name, quantity: line.quantity }))),
          theirs: linesText(stale.now.lines.map((line) => ({ name: line.file_name, quantity: line.quantity }))),
          mine: linesText(keptLines(draft).map((line) => ({ name: line.name, quantity: line.choice.quantity }))),
        },
        { name: "total", label: t("totals.total"), before: money(quote.total, quote.currency), theirs: money(stale.now.total, quote.currency), mine: sums && money(sums.total, quote.currency) },
        { name: "status", label: t("office.fields.status"), before: t(`status.${quote.status}`), theirs: t(`status.${stale.now.status}`) },
      ]}
      hindrance={stale.now.allowed_actions.includes("revise") ? undefined : t("office.revise.locked", { status: t(`status.${stale.now.status}`) })}
      onDiscard={() => {
        onTheirs(stale.now);
        setStale(undefined);
      }}
      onSend={(choice) => {
        setStale(undefined);
        // Lines and total belong together: a revision is sent whole or not at all.
        if (choice["lines"] === "mine" || choice["total"] === "mine") void sendTo(stale.now.version, stale.asDraft);
        else onTheirs(stale.now);
      }}
    />
  );
  return { send: (asDraft) => void sendTo(quote.version, asDraft), busy, dialog };
}
