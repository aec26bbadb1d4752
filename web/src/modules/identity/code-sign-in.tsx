// Signing in with six digits that come by e-mail or SMS. Whether anybody has the address or number is not said.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { begin, type Me } from "@/app/session";
import { Button } from "@/ui/button";
import { Checkbox, Field, Input } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { problemText } from "@/ui/problem-text";
import { CodeInput } from "./code-input";
import { isOfStep, SecondFactorFields, useSecondFactorStep } from "./second-factor-step";
import { SendAgain } from "./send-again";

/** What has an @ is an address; the rest is a number, as people write it. */
export const targetOf = (typed: string): { email: string } | { phone: string } => {
  const text = typed.trim();
  return text.includes("@") || /\p{L}/u.test(text) ? { email: text } : { phone: text };
};

interface Props {
  email: string;
  onDone: (me: Me) => void;
  onByPassword: (email: string) => void;
}

export default function CodeSignIn({ email: given, onDone, onByPassword }: Props) {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  const [email, setEmail] = useState(given);
  const [isMissing, setMissing] = useState(false);
  const [code, setCode] = useState("");
  const [remember, setRemember] = useState(true);
  const [sentAt, setSentAt] = useState<number>();
  const step = useSecondFactorStep();
  const ask = useMutation({
    mutationFn: () => api.post("/api/v1/auth/one-time-code", { body: targetOf(email) }),
    onSuccess: () => setSentAt(Date.now()),
  });
  const signIn = useMutation({
    mutationFn: (digits: string) =>
      api.post("/api/v1/auth/one-time-code/login", {
        body: { ...targetOf(email), code: digits, second_factor_code: step.isAsked ? step.code.trim() : null, remember_me: remember, use_cookies: true },
      }),
    onSuccess: async ({ user }) => {
      await begin(client, user);
      onDone(user);
    },
    onError: step.hear,
  });
  const problem = signIn.error ? problemOf(signIn.error) : undefined;
  const wrong = problem?.code === "wrong_code" && !isOfStep(problem) ? problem : undefined;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (sentAt !== undefined) return void (code && signIn.mutate(code));
    setMissing(!email.trim());
    if (email.trim()) ask.mutate();
  };
  const other = ask.error ?? (problem && !wrong && !isOfStep(problem) ? problem : undefined);
  return (
    <form noValidate className="grid gap-4" onSubmit={submit}>
      {other && <ProblemNotice problem={other} />}
      {step.isAsked ? (
        <SecondFactorFields step={step} thrown={signIn.error} busy={signIn.isPending} />
      ) : sentAt === undefined ? (
        <>
          <Field label={t("code.target")} hint={t("code.what")} error={isMissing && t("code.needed")}>
            <Input autoFocus autoComplete="username" inputMode="email" spellCheck={false} autoCapitalize="off" value={email} onChange={(event) => setEmail(event.target.value)} />
          </Field>
          <Button type="submit" kind="primary" size="lg" busy={ask.isPending}>
            {t("code.send")}
          </Button>
        </>
      ) : (
        <>
          <p role="status" className="text-sm text-ink-2">
            {t("code.sent", { email: email.trim() })}
          </p>
          <Field label={t("code.label")} error={wrong && problemText(wrong)} requestId={wrong?.requestId}>
            <CodeInput autoFocus value={code} onChange={setCode} onWhole={(digits) => signIn.mutate(digits)} />
          </Field>
          <Checkbox checked={remember} onChange={(event) => setRemember(event.target.checked)}>
            {t("rememberMe")}
          </Checkbox>
          <Button type="submit" kind="primary" size="lg" busy={signIn.isPending} disabled={!code}>
            {t("signIn")}
          </Button>
          <SendAgain sentAt={sentAt} busy={ask.isPending} onSend={() => ask.mutate()} />
        </>
      )}
      {!step.isAsked && (
        <Button kind="quiet" onClick={() => onByPassword(email)}>
          {t("code.byPassword")}
        </Button>
      )}
    </form>
  );
}
