// A webhook is added or changed: what it is called, where it leads, what it hears.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { kindName } from "@/modules/audit/words";
import { Checkbox, Field, Input } from "@/ui/field";
import { FormDialog } from "@/ui/form-dialog";
import { ProblemNotice } from "@/ui/notice";
import { complaintAt, problemText } from "@/ui/problem-text";
import { SkeletonRows } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { groupsOf, holds, ofKind, toggled } from "./event-picker";
import { eventName, type Webhook } from "./words";

function EventPicker({ chosen, onChange }: { chosen: string[]; onChange: (chosen: string[]) => void }) {
  const { t } = useTranslation("webhooks");
  const known = useQuery({ queryKey: keys.webhookEvents, queryFn: ({ signal }) => api.get("/api/v1/webhook-events", { signal }), staleTime: Infinity });
  if (known.error) return <ProblemNotice problem={known.error} onRetry={() => void known.refetch()} />;
  if (!known.data) return <SkeletonRows rows={4} className="h-8" />;
  const box = (pattern: string, label: string, isHeld: boolean, className?: string) => (
    <Checkbox key={pattern} className={className} checked={holds(chosen, pattern)} disabled={isHeld} onChange={() => onChange(toggled(chosen, pattern))}>
      {label}
    </Checkbox>
  );
  const isAll = chosen.includes("*");
  return (
    <div className="grid gap-4">
      {box("*", t("events.all"), false, "font-medium")}
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        {groupsOf(known.data.items).map(({ kind, events }) => (
          <div key={kind} role="group" aria-label={kindName(kind)}>
            {box(ofKind(kind), t("events.of", { kind: kindName(kind) }), isAll, "font-medium")}
            <div className="ml-6">{events.map((event) => box(event.name, eventName(event.name), isAll || chosen.includes(ofKind(kind))))}</div>
          </div>
        ))}
      </div>
    </div>
  );
}

interface Props {
  webhook?: Webhook;
  onClose: () => void;
  /** It is new: its secret is shown once. */
  onAdded?: (added: Schema<"WebhookWithSecret">) => void;
}

export function WebhookDialog({ webhook, onClose, onAdded }: Props) {
  const { t } = useTranslation("webhooks");
  const client = useQueryClient();
  const [name, setName] = useState(webhook?.name ?? "");
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [events, setEvents] = useState<string[]>(webhook?.events ?? []);
  const wish = { name, url: url.trim(), events };
  const send = useMutation({
    mutationFn: async () => {
      if (!webhook) return onAdded?.(await api.post("/api/v1/webhooks", { body: wish }));
      await api.patch("/api/v1/webhooks/{webhook_id}", { path: { webhook_id: webhook.id }, body: wish, ifMatch: webhook.version });
      toast(t("changed"));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.webhooks }),
  });
  const problem = send.error ? problemOf(send.error) : undefined;
  const said = (member: "name" | "url" | "events", codes: string[] = []) =>
    problem && (codes.includes(problem.code) ? problemText(problem) : complaintAt(problem, `/${member}`));
  const texts = { name: said("name"), url: said("url", ["invalid_url"]), events: said("events", ["no_events", "unknown_event"]) };
  const isOfField = Object.values(texts).some(Boolean);
  const idOf = (text: string | undefined) => text && problem?.requestId;
  return (
    <FormDialog
      title={webhook ? t("change") : t("add")}
      description={t("addWhat")}
      width="lg"
      send={webhook ? t("save") : t("add")}
      isBusy={send.isPending}
      isReady={Boolean(name.trim() && url.trim()) && events.length > 0}
      onSend={() => send.mutate()}
      onClose={onClose}
    >
      {problem && !isOfField && <ProblemNotice problem={problem} />}
      <Field label={t("fields.name")} error={texts.name} requestId={idOf(texts.name)}>
        <Input autoFocus autoComplete="off" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t("fields.url")} hint={t("urlHint")} error={texts.url} requestId={idOf(texts.url)}>
        <Input type="url" inputMode="url" autoComplete="off" spellCheck={false} placeholder="https://" value={url} onChange={(event) => setUrl(event.target.value)} />
      </Field>
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">{t("fields.events")}</legend>
        {texts.events && <p className="mb-2 text-sm text-bad">{texts.events}</p>}
        <EventPicker chosen={events} onChange={setEvents} />
      </fieldset>
    </FormDialog>
  );
}
