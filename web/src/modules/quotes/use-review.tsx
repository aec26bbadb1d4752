// Staff decide about a quote: approve, change the price, ask for changes. Shown at once, can be taken back for a moment; when
// somebody else was faster, both versions are laid side by side.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { changeEverywhere, putEverywhere } from "@/api/optimistic";
import { Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { money } from "@/ui/format";
import { StaleEdit, type StaleField } from "@/ui/stale-edit";
import { toastProblem } from "@/ui/toast";
import { decide } from "@/ui/undoable";
import type { AgreedLines } from "./review/agreed-lines";
import type { Quote } from "./office-list";

export interface ReviewWish {
  decision: "approve" | "change" | "ask";
  /** With change: one total, or prices of lines. */
  total?: string;
  agreed?: AgreedLines;
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
  total: wish.total ?? wish.agreed?.sums.total ?? quote.total,
  staff_message: wish.message ?? quote.staff_message,
  allowed_actions: [],
});

/** What a piece costs of each line whose price one wanted to agree on. */
const pricesText = (of: Quote["lines"], { lines }: AgreedLines, asAgreed = false) =>
  of
    .flatMap((line) => {
      const agreed = lines.find((one) => one.id === line.id);
      return agreed ? `${line.file_name}: ${asAgreed ? agreed.unit_price : line.unit_price}` : [];
    })
    .join("\n");

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
        const body = { decision: wish.decision, total: wish.total, lines: wish.agreed?.lines, message: wish.message };
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
    ...(wish.agreed
      ? [{ name: "lines", label: t("office.linePrices"), before: pricesText(base.lines, wish.agreed), theirs: pricesText(now.lines, wish.agreed), mine: pricesText(base.lines, wish.agreed, true) }]
      : []),
    { name: "message", label: t("office.message"), before: base.staff_message ?? "", theirs: now.staff_message ?? "", mine: wish.message },
    // A price or a message says by itself what is wanted; only an approval has nothing else to choose.
    ...(wish.decision === "approve" ? [{ name: "decision", label: t("office.decision"), before: t(`status.${base.status}`), theirs: t(`status.${now.status}`), mine: t("office.actions.approve") }] : []),
  ];

  const hindranceOf = ({ now, wish }: Stale) => {
    if (!now.allowed_actions.includes("review")) return t("office.notInReview", { status: t(`status.${now.status}`) });
    // A revision has lines of its own: what was agreed for the old ones says nothing of them.
    return wish.agreed?.lines.every(({ id }) => now.lines.some((line) => line.id === id)) === false ? t("office.otherLines") : undefined;
  };

  const dialog = stale && (
    <StaleEdit
      at={stale.now.updated_at}
      by={stale.by}
      fields={fieldsOf(stale)}
      hindrance={hindranceOf(stale)}
      onDiscard={() => setStale(undefined)}
      onSend={(choice) => {
        setStale(undefined);
        const isMine = (name: string) => choice[name] === "mine";
        const total = isMine("total") ? stale.wish.total : undefined;
        const agreed = isMine("lines") ? stale.wish.agreed : undefined;
        const decision = stale.wish.decision === "change" && !total && !agreed ? "approve" : stale.wish.decision;
        send(stale.now, { decision, total, agreed, message: isMine("message") ? stale.wish.message : undefined });
      }}
    />
  );
  return { send, dialog };
}
