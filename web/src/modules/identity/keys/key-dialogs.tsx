// A key is made and shown once, changed, or revoked for good.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { putEverywhere } from "@/api/optimistic";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { Notice, ProblemNotice } from "@/ui/notice";
import { complaintAt, problemText } from "@/ui/problem-text";
import { toast } from "@/ui/toast";
import { RightsChoice } from "../rights-table";
import type { Right } from "../roles";
import type { ApiKey } from "./standing";
import { tryIt } from "./try-it";

const FORM = "api-key";

/** The end of that day, where one is; undefined for a key without an end. */
export const expiryOf = (day: string): string | undefined => (day ? new Date(`${day}T23:59:59`).toISOString() : undefined);

function Shown({ made: { key, api_key } }: { made: Schema<"NewApiKey"> }) {
  const { t } = useTranslation("identity");
  const command = tryIt(location.origin, key, api_key.rights);
  return (
    <div className="grid gap-4">
      <Notice tone="warn" title={t("keys.once")}>
        {t("keys.onceWhat")}
      </Notice>
      <div className="flex flex-wrap items-center gap-2">
        <code data-secret className="min-w-0 flex-1 rounded-md bg-sunken px-3 py-2 font-mono text-sm break-all">
          {key}
        </code>
        <CopyButton text={key} label={t("keys.copyKey")} />
      </div>
      <div className="grid gap-2">
        <h3 className="text-sm font-medium">{t("keys.try")}</h3>
        <pre className="rounded-md bg-sunken px-3 py-2 font-mono text-xs break-all whitespace-pre-wrap">{command}</pre>
        <div>
          <CopyButton text={command} label={t("keys.copyCommand")} />
        </div>
      </div>
    </div>
  );
}

interface FieldsProps {
  name: string;
  setName: (name: string) => void;
  rights: readonly Right[];
  setRights: (rights: Right[]) => void;
  thrown: unknown;
  isTried: boolean;
}

function KeyFields({ name, setName, rights, setRights, thrown, isTried }: FieldsProps) {
  const { t } = useTranslation("identity");
  const { me } = useSession();
  const problem = thrown ? problemOf(thrown) : undefined;
  const mine = me?.rights ?? [];
  const ofRights = problem && ["no_rights", "right_not_allowed"].includes(problem.code) ? problemText(problem) : undefined;
  const rightsError = isTried && rights.length === 0 ? t("keys.needsRight") : ofRights;
  const isAtField = problem && (problem.errors.length > 0 || ofRights);
  const toggle = (right: Right) => setRights(rights.includes(right) ? rights.filter((one) => one !== right) : [...rights, right]);
  return (
    <>
      {problem && !isAtField && <ProblemNotice problem={problem} />}
      <Field label={t("keys.name")} hint={t("keys.nameHint")} error={isTried && !name.trim() ? t("needed.field") : complaintAt(problem, "/name")}>
        <Input autoFocus autoComplete="off" maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <div role="group" aria-label={t("users.access")} className="grid gap-3">
        <div>
          <p className="text-sm font-medium">{t("users.access")}</p>
          <p className="text-sm text-ink-3">{t("keys.rightsHint")}</p>
        </div>
        {rightsError && (
          <p role="alert" className="text-sm text-bad">
            {rightsError}
          </p>
        )}
        <RightsChoice all={[...mine, ...rights.filter((right) => !mine.includes(right))]} value={rights} mayChange={(right) => mine.includes(right)} onToggle={toggle} />
      </div>
    </>
  );
}

export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [rights, setRights] = useState<Right[]>([]);
  const [day, setDay] = useState("");
  const [isTried, setTried] = useState(false);
  const create = useMutation({
    mutationFn: () => api.post("/api/v1/api-keys", { body: { name: name.trim(), rights, expires_at: expiryOf(day) ?? null } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  });
  const problem = create.error ? problemOf(create.error) : undefined;
  const passed = problem?.code === "expiry_has_passed" ? problemText(problem) : complaintAt(problem, "/expires_at");
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() && rights.length > 0) create.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={create.data ? create.data.api_key.name : t("keys.create")}
      description={create.data ? undefined : t("keys.createWhat")}
      footer={
        create.data ? (
          <Button kind="primary" onClick={onClose}>
            {t("keys.kept")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button kind="primary" type="submit" form={FORM} busy={create.isPending}>
              {t("keys.create")}
            </Button>
          </>
        )
      }
    >
      {create.data ? (
        <Shown made={create.data} />
      ) : (
        <form id={FORM} noValidate className="grid gap-5" onSubmit={send}>
          <KeyFields name={name} setName={setName} rights={rights} setRights={setRights} thrown={create.error} isTried={isTried} />
          <Field label={t("keys.expires")} optional hint={t("keys.expiresHint")} error={passed} requestId={passed && problem?.requestId}>
            <Input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          </Field>
        </form>
      )}
    </Dialog>
  );
}

export function ChangeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const [name, setName] = useState(apiKey.name);
  const [rights, setRights] = useState<Right[]>(apiKey.rights);
  const [isTried, setTried] = useState(false);
  const isSame = rights.length === apiKey.rights.length && rights.every((right) => apiKey.rights.includes(right));
  const save = useMutation({
    // Rights that nobody touched are not sent: the key may have some that one lacks.
    mutationFn: () => api.patch("/api/v1/api-keys/{api_key_id}", { path: { api_key_id: apiKey.id }, body: { name: name.trim(), ...(isSame ? {} : { rights }) }, ifMatch: apiKey.version }),
    onSuccess: (answer) => {
      putEverywhere(client, keys.apiKeys, answer);
      toast(t("users.saved", { name: answer.name }));
      onClose();
    },
    onError: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  });
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() && rights.length > 0) save.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("keys.change")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={save.isPending} disabled={isSame && name.trim() === apiKey.name}>
            {t("profile.save")}
          </Button>
        </>
      }
    >
      <form id={FORM} noValidate className="grid gap-5" onSubmit={send}>
        <KeyFields name={name} setName={setName} rights={rights} setRights={setRights} thrown={save.error} isTried={isTried} />
      </form>
    </Dialog>
  );
}

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => api.delete("/api/v1/api-keys/{api_key_id}", { path: { api_key_id: apiKey.id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.apiKeys });
      toast(t("keys.revoked", { name: apiKey.name }));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("keys.revokeWhich", { name: apiKey.name })}
      description={t("keys.revokeWhat")}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button kind="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
            {t("keys.revoke")}
          </Button>
        </>
      }
    >
      {revoke.error && <ProblemNotice problem={revoke.error} />}
    </Dialog>
  );
}
