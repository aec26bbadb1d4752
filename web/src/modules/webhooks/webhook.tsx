// One webhook: how it fares, what was sent, what was changed; test, new secret, off and on, gone.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { KeyRound, Pencil, Power, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { NeedsRight } from "@/app/needs-right";
import { useSession } from "@/app/session";
import { RecordChanges } from "@/modules/audit/record-changes";
import { Facts, Section } from "@/ui/facts";
import { date, dateTime, number } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { RecordActions, type RecordAction } from "@/ui/record-actions";
import { RecordPage, RecordPageSkeleton } from "@/ui/record-page";
import { SureDialog } from "@/ui/sure-dialog";
import type { Tab } from "@/ui/tabs";
import { toast, toastProblem } from "@/ui/toast";
import { Deliveries } from "./deliveries";
import { NewSecret } from "./new-secret";
import { WebhookDialog } from "./webhook-dialog";
import { eventName, WebhookTag, type DeliveryStatus, type Webhook } from "./words";

const LOOK_AGAIN_MS = 10_000; // how deliveries fare is nobody's event

function Actions({ webhook, onTested }: { webhook: Webhook; onTested: (deliveryId: string) => void }) {
  const { t } = useTranslation("webhooks");
  const client = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"change" | "rotate" | "remove">();
  const [secret, setSecret] = useState<string>();
  const path = { webhook_id: webhook.id };
  const close = () => setOpen(undefined);
  const settled = { onError: (problem: unknown) => toastProblem(problem), onSettled: () => client.invalidateQueries({ queryKey: keys.webhooks }) };
  const test = useMutation({ mutationFn: () => api.post("/api/v1/webhooks/{webhook_id}/test", { path }), onSuccess: (delivery) => onTested(delivery.id), ...settled });
  const turn = useMutation({
    mutationFn: () => api.patch("/api/v1/webhooks/{webhook_id}", { path, body: { is_active: !webhook.is_active }, ifMatch: webhook.version }),
    onSuccess: (now) => toast(now.is_active ? t("turnedOn") : t("turnedOff")),
    ...settled,
  });
  const rotate = useMutation({
    mutationFn: () => api.post("/api/v1/webhooks/{webhook_id}/rotate-secret", { path, body: {} }),
    onSuccess: (now) => setSecret(now.secret),
    ...settled,
  });
  const remove = useMutation({
    mutationFn: () => api.delete("/api/v1/webhooks/{webhook_id}", { path }),
    onSuccess: async () => {
      toast(t("removed", { name: webhook.name }));
      await navigate({ to: "/office/webhooks" });
    },
    ...settled,
  });
  const turnLabel = webhook.is_active ? t("turnOff") : t("turnOn");
  const steps: RecordAction[] = [
    { id: "change", label: t("change"), icon: Pencil, run: () => setOpen("change") },
    { id: "rotate", label: t("rotate"), icon: KeyRound, kind: "quiet", run: () => setOpen("rotate") },
    { id: "turn", label: turnLabel, icon: Power, kind: webhook.is_active ? "plain" : "primary", isBusy: turn.isPending, run: () => turn.mutate() },
    { id: "remove", label: t("remove"), icon: Trash2, kind: "quiet", run: () => setOpen("remove") },
  ];
  if (webhook.is_active) steps.unshift({ id: "test", label: t("test"), icon: Send, kind: "primary", isBusy: test.isPending, run: () => test.mutate() });
  const sure = (step: "rotate" | "remove") => ({ title: t(`${step}Which`, { name: webhook.name }), what: t(`${step}What`), yes: t(step), onClose: close });
  return (
    <>
      <RecordActions title={webhook.name} actions={steps} />
      {open === "change" && <WebhookDialog webhook={webhook} onClose={close} />}
      {open === "rotate" && <SureDialog {...sure("rotate")} isBusy={rotate.isPending} onYes={() => rotate.mutate(undefined, { onSettled: close })} />}
      {open === "remove" && <SureDialog {...sure("remove")} isDanger isBusy={remove.isPending} onYes={() => remove.mutate(undefined, { onSettled: close })} />}
      {secret && <NewSecret secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  );
}

function Record() {
  const { t } = useTranslation("webhooks");
  const { webhookId } = useParams({ from: "/office/webhooks/$webhookId" });
  const { tab, delivery } = useSearch({ from: "/office/webhooks/$webhookId" });
  const navigate = useNavigate();
  const { may } = useSession();
  const [status, setStatus] = useState<DeliveryStatus>();
  const { data: webhook, error, refetch } = useQuery({
    queryKey: keys.webhook(webhookId),
    queryFn: ({ signal }) => api.get("/api/v1/webhooks/{webhook_id}", { path: { webhook_id: webhookId }, signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  if (error && !webhook) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!webhook) return <RecordPageSkeleton />;
  const show = (id: string | undefined) => void navigate({ to: ".", search: { delivery: id }, replace: true });
  const tabs: Tab[] = [{ id: "deliveries", label: t("deliveries"), content: <Deliveries webhook={webhook} opened={delivery} onOpen={show} status={status} onStatus={setStatus} /> }];
  if (may("audit.read")) tabs.push({ id: "changes", label: t("changes"), content: <RecordChanges recordId={webhook.id} /> });
  return (
    <RecordPage
      back={{ to: "/office/webhooks", label: t("title") }}
      title={webhook.name}
      status={<WebhookTag webhook={webhook} />}
      subtitle={<span className="break-all">{webhook.url}</span>}
      actions={<Actions webhook={webhook} onTested={show} />}
      notice={
        <>
          {webhook.switched_off_because && <Notice tone="bad">{t(`because.${webhook.switched_off_because}`)}</Notice>}
          {webhook.is_active && webhook.failing_since && <Notice tone="warn">{t("failingSince", { when: dateTime(webhook.failing_since) })}</Notice>}
        </>
      }
      tabs={tabs}
      tab={tab}
      onTab={(id) => void navigate({ to: ".", search: { tab: id }, replace: true })}
      aside={
        <>
          <Section title={t("fields.events")}>
            <ul className="grid gap-1 text-sm">
              {webhook.events.map((pattern) => (
                <li key={pattern}>{eventName(pattern)}</li>
              ))}
            </ul>
          </Section>
          <Section title={t("facts")}>
            <Facts
              facts={[
                { label: t("fields.last_delivered_at"), value: webhook.last_delivered_at && dateTime(webhook.last_delivered_at) },
                { label: t("fields.failures"), value: webhook.failures > 0 && number(webhook.failures, 0) },
                { label: t("fields.old_secret_until"), value: webhook.old_secret_until && dateTime(webhook.old_secret_until) },
                { label: t("fields.created_at"), value: date(webhook.created_at) },
              ]}
            />
          </Section>
        </>
      }
    />
  );
}

export function WebhookPage() {
  const { t } = useTranslation("webhooks");
  return (
    <NeedsRight right="webhooks.manage" title={t("title")}>
      <Record />
    </NeedsRight>
  );
}
