// Shows that a number is one's own: by the six digits that come to it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import type { Me } from "@/app/session";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { problemText } from "@/ui/problem-text";
import { Status } from "@/ui/status";
import { toast } from "@/ui/toast";
import { CodeInput } from "../code-input";
import { SendAgain } from "../send-again";

export function PhoneProof({ me }: { me: Me }) {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  const [sentAt, setSentAt] = useState<number>();
  const [code, setCode] = useState("");
  const send = useMutation({
    mutationFn: () => api.post("/api/v1/auth/phone-verification"),
    onSuccess: () => setSentAt(Date.now()),
  });
  const confirm = useMutation({
    mutationFn: (digits: string) => api.post("/api/v1/auth/phone-verification/confirm", { body: { code: digits } }),
    onSuccess: (answer) => {
      client.setQueryData(keys.me, answer);
      toast(t("phone.confirmed"));
    },
  });
  if (me.phone_verified_at)
    return (
      <Status tone="good" icon="done">
        {t("phone.isConfirmed")}
      </Status>
    );
  const problem = confirm.error ? problemOf(confirm.error) : undefined;
  const wrong = problem?.code === "wrong_code" ? problem : undefined;
  return (
    <div className="grid gap-3">
      {(send.error || (problem && !wrong)) && <ProblemNotice problem={send.error ?? problem} />}
      {sentAt === undefined ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-sm text-ink-2">{t("phone.open")}</p>
          <Button size="sm" busy={send.isPending} onClick={() => send.mutate()}>
            {t("phone.send")}
          </Button>
        </div>
      ) : (
        <>
          <p role="status" className="text-sm text-ink-2">
            {t("phone.sent", { phone: me.phone })}
          </p>
          <div className="flex flex-wrap items-end gap-2">
            <Field label={t("code.label")} error={wrong && problemText(wrong)} requestId={wrong?.requestId}>
              <CodeInput autoFocus value={code} onChange={setCode} onWhole={(digits) => confirm.mutate(digits)} />
            </Field>
            <SendAgain sentAt={sentAt} busy={send.isPending} onSend={() => send.mutate()} />
          </div>
        </>
      )}
    </div>
  );
}
