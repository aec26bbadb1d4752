// Setting up a second factor: the password, the code for the app, its first digits, and the recovery codes.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { problemText } from "@/ui/problem-text";
import { Skeleton } from "@/ui/skeleton";
import { CodeInput } from "../code-input";
import { RecoveryCodes } from "./recovery-codes";

const QrCode = lazy(() => import("./qr-code"));
type Secret = Schema<"SecondFactorSecret">;

function Password({ onSecret }: { onSecret: (secret: Secret) => void }) {
  const { t } = useTranslation("identity");
  const [password, setPassword] = useState("");
  const start = useMutation({
    mutationFn: () => api.post("/api/v1/auth/second-factor", { body: { current_password: password } }),
    onSuccess: onSecret,
  });
  const problem = start.error ? problemOf(start.error) : undefined;
  const wrong = problem?.code === "wrong_password" ? problem : undefined;
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (password) start.mutate();
      }}
    >
      {problem && !wrong && <ProblemNotice problem={problem} />}
      <Field label={t("profile.currentPassword")} hint={t("factor.passwordWhy")} error={wrong && problemText(wrong)} requestId={wrong?.requestId}>
        <Input autoFocus type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <Button type="submit" kind="primary" busy={start.isPending} disabled={!password}>
        {t("factor.next")}
      </Button>
    </form>
  );
}

function Scan({ secret, onCodes }: { secret: Secret; onCodes: (codes: string[]) => void }) {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  const [code, setCode] = useState("");
  const confirm = useMutation({
    mutationFn: (digits: string) => api.post("/api/v1/auth/second-factor/confirm", { body: { code: digits } }),
    onSuccess: ({ recovery_codes }) => {
      onCodes(recovery_codes);
      void client.invalidateQueries({ queryKey: keys.secondFactor });
    },
  });
  const problem = confirm.error ? problemOf(confirm.error) : undefined;
  const wrong = problem?.code === "wrong_code" ? problem : undefined;
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (code) confirm.mutate(code);
      }}
    >
      {problem && !wrong && <ProblemNotice problem={problem} />}
      <p className="text-sm text-ink-2">{t("factor.scan")}</p>
      <div className="justify-self-center">
        <Suspense fallback={<Skeleton className="size-48" />}>
          <QrCode text={secret.otpauth_url} label={t("factor.qr")} />
        </Suspense>
      </div>
      <div className="grid gap-2">
        <p className="text-sm text-ink-2">{t("factor.type")}</p>
        <div className="flex flex-wrap items-center gap-2">
          <code data-secret className="min-w-0 rounded-md bg-sunken px-3 py-2 font-mono text-sm break-all">
            {secret.secret.match(/.{1,4}/g)?.join(" ")}
          </code>
          <CopyButton text={secret.secret} />
        </div>
      </div>
      <Field label={t("factor.first")} error={wrong && problemText(wrong)} requestId={wrong?.requestId}>
        <CodeInput value={code} onChange={setCode} onWhole={(digits) => confirm.mutate(digits)} />
      </Field>
      <Button type="submit" kind="primary" busy={confirm.isPending} disabled={!code}>
        {t("factor.switchOn")}
      </Button>
    </form>
  );
}

export function FactorSetup({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("identity");
  const [secret, setSecret] = useState<Secret>();
  const [codes, setCodes] = useState<string[]>();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={codes ? t("factor.isOn") : t("factor.setUp")}
      width="sm"
      footer={
        codes && (
          <Button kind="primary" onClick={onClose}>
            {t("factor.kept")}
          </Button>
        )
      }
    >
      {codes ? <RecoveryCodes codes={codes} /> : secret ? <Scan secret={secret} onCodes={setCodes} /> : <Password onSecret={setSecret} />}
    </Dialog>
  );
}
