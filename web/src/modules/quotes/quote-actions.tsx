// What may be done with a quote now: the next step as the one strong button, the others beside it or behind "more".
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Ban, Check, Ellipsis, MessageCircleQuestion, PackageCheck, Pencil, PencilRuler, ThumbsDown, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { useActions } from "@/app/palette/providers";
import { api } from "@/api/client";
import { putEverywhere } from "@/api/optimistic";
import { keys } from "@/api/query";
import { Button, IconButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, TextArea } from "@/ui/field";
import { Menu, MenuItem } from "@/ui/menu";
import { toast, toastProblem } from "@/ui/toast";
import { ConvertDialog } from "./convert-dialog";
import type { Quote } from "./office-list";
import { ReviewDialog } from "./review/review-dialog";
import { useReview } from "./use-review";

type ActionId = "approve" | "change" | "ask" | "accept" | "convert" | "revise" | "reject" | "cancel";

interface Action {
  id: ActionId;
  icon: LucideIcon;
  isDanger?: boolean;
}

/** The legal actions, the most likely first. */
export function actionsOf(quote: Quote): Action[] {
  const may = (action: Quote["allowed_actions"][number]) => quote.allowed_actions.includes(action);
  const all: (Action | false)[] = [
    may("review") && { id: "approve", icon: Check },
    may("review") && { id: "change", icon: Pencil },
    may("review") && { id: "ask", icon: MessageCircleQuestion },
    may("convert") && { id: "convert", icon: PackageCheck },
    may("accept") && { id: "accept", icon: Check },
    may("revise") && { id: "revise", icon: PencilRuler },
    may("reject") && { id: "reject", icon: ThumbsDown, isDanger: true },
    may("cancel") && { id: "cancel", icon: Ban, isDanger: true },
  ];
  return all.filter((one) => one !== false);
}

export function ReasonDialog(props: { title: string; detail: string; label: string; isRequired?: boolean; onSend: (reason: string) => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation("ui");
  const [reason, setReason] = useState("");
  const [isSending, setSending] = useState(false);
  const send = async (event: React.FormEvent) => {
    event.preventDefault();
    if (props.isRequired && !reason.trim()) return;
    setSending(true);
    await props.onSend(reason.trim());
    setSending(false);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()} title={props.title} description={props.detail} width="sm">
      <form onSubmit={(event) => void send(event)} className="grid gap-4">
        <Field label={props.label} optional={!props.isRequired}>
          <TextArea autoFocus maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button type="submit" kind="danger" busy={isSending} disabled={props.isRequired && !reason.trim()}>
            {props.title}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function useQuoteAction(quote: Quote | undefined) {
  const { t } = useTranslation("quotes");
  const client = useQueryClient();
  const navigate = useNavigate();
  const review = useReview();
  const [open, setOpen] = useState<ActionId>();
  const close = () => setOpen(undefined);

  const send = async (action: "accept" | "reject" | "cancel", body: object) => {
    if (!quote) return;
    try {
      const path = `/api/v1/quotes/{quote_id}/${action}` as const;
      const answer = await api.patch(path, { path: { quote_id: quote.id }, body: body as never, ifMatch: quote.version });
      putEverywhere(client, keys.quotes(), answer);
      void client.invalidateQueries({ queryKey: keys.quotes() });
      toast(t(`office.done.${action}`, { number: quote.number }));
      close();
    } catch (problem) {
      toastProblem(problem, quote.number);
    }
  };
  const run = (id: ActionId) => {
    if (!quote) return;
    if (id === "approve") review.send(quote, { decision: "approve" });
    else if (id === "revise") void navigate({ to: "/office/quotes/$quoteId/revise", params: { quoteId: quote.id } });
    else if (id === "accept") void send("accept", { agreed_total: quote.total });
    else setOpen(id);
  };
  const dialogs = quote && (
    <>
      {review.dialog}
      {(open === "change" || open === "ask") && <ReviewDialog quote={quote} decision={open} onClose={close} onSend={review.send} />}
      {(open === "reject" || open === "cancel") && (
        <ReasonDialog
          title={t(`office.actions.${open}`)}
          detail={`${quote.number} · ${quote.customer_name}`}
          label={t("office.reason")}
          onClose={close}
          onSend={(reason) => send(open, reason ? { reason } : {})}
        />
      )}
      {open === "convert" && (
        <ConvertDialog
          quote={quote}
          onClose={close}
          onDone={(order) => void navigate({ to: "/office/orders/$orderId", params: { orderId: order.id } })}
        />
      )}
    </>
  );
  return { run, dialogs };
}

export function QuoteActions({ quote }: { quote: Quote }) {
  const { t } = useTranslation("quotes");
  const { t: ui } = useTranslation("ui");
  const { run, dialogs } = useQuoteAction(quote);
  const actions = actionsOf(quote);
  const shown = actions.filter((action) => !action.isDanger).slice(0, 3);
  const rest = actions.filter((action) => !shown.includes(action));
  useActions(
    quote.number,
    actions.map((action) => ({ id: action.id, label: t(`office.actions.${action.id}`), icon: action.icon, run: () => run(action.id) })),
  );
  return (
    <>
      {shown.map((action, index) => (
        <Button key={action.id} size="sm" kind={index === 0 ? "primary" : "plain"} icon={<action.icon className="size-4" aria-hidden />} onClick={() => run(action.id)}>
          {t(`office.actions.${action.id}`)}
        </Button>
      ))}
      {rest.length > 0 && (
        <Menu
          trigger={
            <IconButton label={ui("table.more")}>
              <Ellipsis className="size-4" aria-hidden />
            </IconButton>
          }
        >
          {rest.map((action) => (
            <MenuItem key={action.id} icon={action.icon} danger={action.isDanger} onSelect={() => run(action.id)}>
              {t(`office.actions.${action.id}`)}
            </MenuItem>
          ))}
        </Menu>
      )}
      {dialogs}
    </>
  );
}
