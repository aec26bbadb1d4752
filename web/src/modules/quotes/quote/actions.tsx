// What may be done with the quote now, the next step first. Decisions are shown at once and taken back when the server
// refuses; what cannot be undone is asked about before.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Ellipsis, PencilLine, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useActions } from "@/app/palette/providers";
import { Button, IconButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, TextArea } from "@/ui/field";
import { money } from "@/ui/format";
import { Menu, MenuItem } from "@/ui/menu";
import { toast, toastProblem } from "@/ui/toast";
import { reviseInBasket } from "../price/basket";

const OrderDialog = lazy(() => import("../convert-dialog").then((module) => ({ default: module.OrderDialog })));

type Quote = Schema<"Quote">;
type Status = Quote["status"];

function useDecision(quote: Quote) {
  const client = useQueryClient();
  const { t } = useTranslation("quotes");
  const path = { quote_id: quote.id };
  return useMutation({
    mutationFn: (what: { to: Status; reason?: string }) => {
      const options = { path, ifMatch: quote.version };
      const body = { reason: what.reason || undefined };
      if (what.to === "accepted")
        return api.post("/api/v1/quotes/{quote_id}/accept", { ...options, body: { agreed_total: quote.total } });
      if (what.to === "rejected") return api.post("/api/v1/quotes/{quote_id}/reject", { ...options, body });
      if (what.to === "pending") return api.post("/api/v1/quotes/{quote_id}/submit", options);
      return api.post("/api/v1/quotes/{quote_id}/cancel", { ...options, body });
    },
    onMutate: async (what) => {
      await client.cancelQueries({ queryKey: keys.quote(quote.id) });
      client.setQueryData(keys.quote(quote.id), { ...quote, status: what.to, allowed_actions: [] });
    },
    onSuccess: (answer) => {
      client.setQueryData(keys.quote(quote.id), answer);
      void client.invalidateQueries({ queryKey: ["quotes", "list"] });
      toast(t(`decided.${answer.status}`, { number: quote.number }));
    },
    onError: (error) => {
      client.setQueryData(keys.quote(quote.id), quote);
      void client.invalidateQueries({ queryKey: keys.quote(quote.id) });
      toastProblem(error);
    },
  });
}

function useRevise(quote: Quote) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () =>
      Promise.all(
        [...new Set((quote.lines ?? []).map((line) => line.file_id))].map((id) =>
          api.get("/api/v1/files/{file_id}", { path: { file_id: id } }),
        ),
      ),
    onSuccess: async (files) => {
      reviseInBasket(quote, files);
      await navigate({ to: "/" });
    },
    onError: (error) => toastProblem(error),
  });
}

export function QuoteActions({ quote }: { quote: Quote }) {
  const { t } = useTranslation("quotes");
  const decide = useDecision(quote);
  const revise = useRevise(quote);
  const [asking, setAsking] = useState<"rejected" | "cancelled">();
  const [converting, setConverting] = useState(false);
  const may = (action: Quote["allowed_actions"][number]) => quote.allowed_actions.includes(action);
  const busy = decide.isPending;
  useActions(quote.number, [
    ...(may("convert") ? [{ id: "convert", label: t("act.convert"), run: () => setConverting(true) }] : []),
    ...(may("accept") ? [{ id: "accept", label: t("act.accept"), run: () => decide.mutate({ to: "accepted" as const }) }] : []),
    ...(may("revise") ? [{ id: "revise", label: t("act.revise"), run: () => revise.mutate() }] : []),
    ...(may("cancel") ? [{ id: "cancel", label: t("act.cancel"), run: () => setAsking("cancelled") }] : []),
  ]);
  return (
    <>
      {may("revise") && (
        <Button icon={<PencilLine className="size-4" aria-hidden />} busy={revise.isPending} onClick={() => revise.mutate()}>
          {t("act.revise")}
        </Button>
      )}
      {may("reject") && (
        <Button disabled={busy} onClick={() => setAsking("rejected")}>
          {t("act.reject")}
        </Button>
      )}
      {may("submit") && (
        <Button kind="primary" busy={busy} onClick={() => decide.mutate({ to: "pending" })}>
          {t("act.submit")}
        </Button>
      )}
      {may("accept") && (
        <Button kind="primary" busy={busy} onClick={() => decide.mutate({ to: "accepted" })}>
          {t("act.acceptFor", { total: money(quote.total, quote.currency) })}
        </Button>
      )}
      {may("convert") && (
        <Button kind="primary" onClick={() => setConverting(true)}>
          {t("act.convert")}
        </Button>
      )}
      {may("cancel") && (
        <Menu
          trigger={
            <IconButton label={t("act.more")}>
              <Ellipsis className="size-4" aria-hidden />
            </IconButton>
          }
        >
          <MenuItem icon={X} danger onSelect={() => setAsking("cancelled")}>
            {t("act.cancel")}
          </MenuItem>
        </Menu>
      )}
      <ReasonDialog
        what={asking}
        onClose={() => setAsking(undefined)}
        onSay={(reason) => {
          if (asking) decide.mutate({ to: asking, reason });
          setAsking(undefined);
        }}
      />
      {converting && (
        <Suspense>
          <OrderDialog quote={quote} onClose={() => setConverting(false)} />
        </Suspense>
      )}
    </>
  );
}

function ReasonDialog(props: { what: "rejected" | "cancelled" | undefined; onClose: () => void; onSay: (reason: string) => void }) {
  const { t } = useTranslation("quotes");
  const [reason, setReason] = useState("");
  const what = props.what ?? "cancelled";
  return (
    <Dialog
      open={props.what !== undefined}
      onOpenChange={(open) => !open && props.onClose()}
      title={t(`ask.${what}.title`)}
      description={t(`ask.${what}.text`)}
      width="sm"
      footer={
        <>
          <Button onClick={props.onClose}>{t("ask.back")}</Button>
          <Button kind="danger" onClick={() => props.onSay(reason.trim())}>
            {t(`ask.${what}.yes`)}
          </Button>
        </>
      }
    >
      <Field label={t("ask.reason")} optional>
        <TextArea value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  );
}
