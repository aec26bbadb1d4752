// One incoming webhook: its address, what came, what was changed; another secret, off and on, gone.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { KeyRound, Pencil, Power, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { NeedsRight } from "@/app/needs-right";
import { useSession } from "@/app/session";
import { RecordChanges } from "@/modules/audit/record-changes";
import { Copied } from "@/ui/copied";
import { Facts, Section } from "@/ui/facts";
import { Field, Input } from "@/ui/field";
import { FormDialog } from "@/ui/form-dialog";
import { date, dateTime } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { complaintAt, problemText } from "@/ui/problem-text";
import { RecordActions } from "@/ui/record-actions";
import { RecordPage, RecordPageSkeleton } from "@/ui/record-page";
import { SureDialog } from "@/ui/sure-dialog";
import type { Tab } from "@/ui/tabs";
import { toast, toastProblem } from "@/ui/toast";
import { Events } from "./events";
import { NewSecret } from "./new-secret";
import { addressOf, EndpointTag, isRefused, signatureNames, type Endpoint, type EventStatus } from "./words";

const LOOK_AGAIN_MS = 10_000; // what comes is nobody's change of the endpoint

function RenameDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const { t } = useTranslation("inbound");
  const client = useQueryClient();
  const [name, setName] = useState(endpoint.name);
  const send = useMutation({
    mutationFn: () => api.patch("/api/v1/inbound-endpoints/{inbound_endpoint_id}", { path: { inbound_endpoint_id: endpoint.id }, body: { name }, ifMatch: endpoint.version }),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: keys.inbound }),
  });
  const problem = send.error ? problemOf(send.error) : undefined;
  const said = problem && complaintAt(problem, "/name");
  return (
    <FormDialog title={t("change")} width="sm" send={t("save")} isBusy={send.isPending} isReady={!!name.trim()} onSend={() => send.mutate()} onClose={onClose}>
      {problem && !said && <ProblemNotice problem={problem} />}
      <Field label={t("fields.name")} error={said} requestId={said && problem?.requestId}>
        <Input autoFocus autoComplete="off" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

function RotateDialog({ endpoint, isSecretOurs, onClose, onSecret }: { endpoint: Endpoint; isSecretOurs: boolean; onClose: () => void; onSecret: (secret: string) => void }) {
  const { t } = useTranslation("inbound");
  const client = useQueryClient();
  const [secret, setSecret] = useState("");
  const send = useMutation({
    mutationFn: () => api.post("/api/v1/inbound-endpoints/{inbound_endpoint_id}/rotate-secret", { path: { inbound_endpoint_id: endpoint.id }, body: secret.trim() ? { secret: secret.trim() } : {} }),
    onSuccess: (now) => {
      onClose();
      if (now.secret) onSecret(now.secret);
      else toast(t("rotated"));
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.inbound }),
  });
  const problem = send.error ? problemOf(send.error) : undefined;
  return (
    <FormDialog
      title={t("rotateWhich", { name: endpoint.name })}
      description={t("rotateWhat")}
      width="sm"
      send={t("rotate")}
      isBusy={send.isPending}
      isReady={isSecretOurs || !!secret.trim()}
      onSend={() => send.mutate()}
      onClose={onClose}
    >
      <Field label={t("fields.secret")} hint={isSecretOurs ? t("secretOurs") : t(`secretOf.${endpoint.signature}` as never)} optional={isSecretOurs} error={problem && problemText(problem)} requestId={problem?.requestId}>
        <Input type="password" autoComplete="off" spellCheck={false} maxLength={1000} value={secret} onChange={(event) => setSecret(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

function Actions({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation("inbound");
  const client = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"change" | "rotate" | "remove">();
  const [secret, setSecret] = useState<string>();
  const known = useQuery({ queryKey: keys.inboundConnectors, queryFn: ({ signal }) => api.get("/api/v1/inbound-connectors", { signal }), staleTime: Infinity });
  const ways = known.data?.items.flatMap((one) => one.signatures) ?? [];
  const isSecretOurs = ways.some((way) => way.signature === endpoint.signature && way.is_secret_ours);
  const path = { inbound_endpoint_id: endpoint.id };
  const close = () => setOpen(undefined);
  const settled = { onError: (problem: unknown) => toastProblem(problem), onSettled: () => client.invalidateQueries({ queryKey: keys.inbound }) };
  const turn = useMutation({
    mutationFn: () => api.patch("/api/v1/inbound-endpoints/{inbound_endpoint_id}", { path, body: { is_active: !endpoint.is_active }, ifMatch: endpoint.version }),
    onSuccess: (now) => toast(now.is_active ? t("turnedOn") : t("turnedOff")),
    ...settled,
  });
  const remove = useMutation({
    mutationFn: () => api.delete("/api/v1/inbound-endpoints/{inbound_endpoint_id}", { path }),
    onSuccess: async () => {
      toast(t("removed", { name: endpoint.name }));
      await navigate({ to: "/office/inbound-webhooks" });
    },
    ...settled,
  });
  const turnLabel = endpoint.is_active ? t("turnOff") : t("turnOn");
  return (
    <>
      <RecordActions
        title={endpoint.name}
        actions={[
          { id: "change", label: t("change"), icon: Pencil, run: () => setOpen("change") },
          { id: "rotate", label: t("rotate"), icon: KeyRound, kind: "quiet", run: () => setOpen("rotate") },
          { id: "turn", label: turnLabel, icon: Power, kind: endpoint.is_active ? "plain" : "primary", isBusy: turn.isPending, run: () => turn.mutate() },
          { id: "remove", label: t("remove"), icon: Trash2, kind: "quiet", run: () => setOpen("remove") },
        ]}
      />
      {open === "change" && <RenameDialog endpoint={endpoint} onClose={close} />}
      {open === "rotate" && <RotateDialog endpoint={endpoint} isSecretOurs={isSecretOurs} onClose={close} onSecret={setSecret} />}
      {open === "remove" && (
        <SureDialog
          title={t("removeWhich", { name: endpoint.name })}
          what={t("removeWhat")}
          yes={t("remove")}
          isDanger
          isBusy={remove.isPending}
          onYes={() => remove.mutate(undefined, { onSettled: close })}
          onClose={close}
        />
      )}
      {secret && <NewSecret secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  );
}

function Record() {
  const { t } = useTranslation("inbound");
  const { endpointId } = useParams({ from: "/office/inbound-webhooks/$endpointId" });
  const { tab, event } = useSearch({ from: "/office/inbound-webhooks/$endpointId" });
  const navigate = useNavigate();
  const { may } = useSession();
  const [status, setStatus] = useState<EventStatus>();
  const { data: endpoint, error, refetch } = useQuery({
    queryKey: keys.inboundEndpoint(endpointId),
    queryFn: ({ signal }) => api.get("/api/v1/inbound-endpoints/{inbound_endpoint_id}", { path: { inbound_endpoint_id: endpointId }, signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  if (error && !endpoint) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!endpoint) return <RecordPageSkeleton />;
  const show = (id: string | undefined) => void navigate({ to: ".", search: { event: id }, replace: true });
  const tabs: Tab[] = [{ id: "events", label: t("events"), content: <Events endpoint={endpoint} opened={event} onOpen={show} status={status} onStatus={setStatus} /> }];
  if (may("audit.read")) tabs.push({ id: "changes", label: t("changes"), content: <RecordChanges recordId={endpoint.id} /> });
  return (
    <RecordPage
      back={{ to: "/office/inbound-webhooks", label: t("title") }}
      title={endpoint.name}
      status={<EndpointTag endpoint={endpoint} />}
      subtitle={t(`connectors.${endpoint.connector}` as never)}
      actions={<Actions endpoint={endpoint} />}
      notice={
        endpoint.is_active &&
        isRefused(endpoint) &&
        endpoint.last_refusal &&
        endpoint.last_refused_at && <Notice tone="warn">{t("refused", { when: dateTime(endpoint.last_refused_at), why: t(`refusals.${endpoint.last_refusal}`) })}</Notice>
      }
      tabs={tabs}
      tab={tab}
      onTab={(id) => void navigate({ to: ".", search: { tab: id }, replace: true })}
      aside={
        <>
          <Section title={t("setUp")}>
            <div className="grid gap-4">
              <Copied label={t("fields.path")} text={addressOf(endpoint)} />
              {endpoint.verify_token && <Copied label={t("fields.verify_token")} text={endpoint.verify_token} />}
              <p className="text-sm text-ink-2">{t(`how.${endpoint.signature}`)}</p>
            </div>
          </Section>
          <Section title={t("facts")}>
            <Facts
              facts={[
                { label: t("fields.signature"), value: signatureNames[endpoint.signature] },
                { label: t("fields.last_received_at"), value: endpoint.last_received_at && dateTime(endpoint.last_received_at) },
                { label: t("fields.old_secret_until"), value: endpoint.old_secret_until && dateTime(endpoint.old_secret_until) },
                { label: t("fields.created_at"), value: date(endpoint.created_at) },
              ]}
            />
          </Section>
        </>
      }
    />
  );
}

export function InboundEndpointPage() {
  const { t } = useTranslation("inbound");
  return (
    <NeedsRight right="webhooks.manage" title={t("title")}>
      <Record />
    </NeedsRight>
  );
}
