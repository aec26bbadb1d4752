// Signing in, as a page of its own and inside the dialog that saves a quote: by password, or by a code that is sent.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { begin, type Me } from "@/app/session";
import { Button } from "@/ui/button";
import { Checkbox, Field, Input } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { SkeletonRows } from "@/ui/skeleton";
import { isOfStep, SecondFactorFields, useSecondFactorStep } from "./second-factor-step";

const CodeSignIn = lazy(() => import("./code-sign-in"));

interface Wish {
  email: string;
  password: string;
  remember_me: boolean;
}

interface Props {
  email?: string;
  onDone: (me: Me) => void;
}

function PasswordSignIn({ email, onDone, onByCode }: Required<Props> & { onByCode: (email: string) => void }) {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  const form = useForm<Wish>({ defaultValues: { email, password: "", remember_me: true } });
  const step = useSecondFactorStep();
  const signIn = useMutation({
    mutationFn: (wish: Wish) => api.post("/api/v1/auth/login", { body: { ...wish, second_factor_code: step.isAsked ? step.code.trim() : null, use_cookies: true } }),
    onSuccess: async ({ user }) => {
      await begin(client, user);
      onDone(user);
    },
    onError: step.hear,
  });
  const { errors } = form.formState;
  return (
    <form noValidate className="grid gap-4" onSubmit={form.handleSubmit((wish) => signIn.mutate(wish))}>
      {signIn.error !== null && !isOfStep(problemOf(signIn.error)) && <ProblemNotice problem={signIn.error} />}
      {step.isAsked ? (
        <SecondFactorFields step={step} thrown={signIn.error} busy={signIn.isPending} />
      ) : (
        <>
          <Field label={t("email")} error={errors.email && t("needed.email")}>
            <Input type="email" autoComplete="username" inputMode="email" {...form.register("email", { required: true })} />
          </Field>
          <Field label={t("password")} error={errors.password && t("needed.password")}>
            <Input type="password" autoComplete="current-password" {...form.register("password", { required: true })} />
          </Field>
          <Checkbox {...form.register("remember_me")}>{t("rememberMe")}</Checkbox>
          <Button type="submit" kind="primary" size="lg" busy={signIn.isPending}>
            {t("signIn")}
          </Button>
          <Button kind="quiet" className="whitespace-normal" onClick={() => onByCode(form.getValues("email"))}>
            {t("code.instead")}
          </Button>
        </>
      )}
    </form>
  );
}

export function SignInForm({ email = "", onDone }: Props) {
  const [typed, setTyped] = useState(email);
  const [isByCode, setByCode] = useState(false);
  const change = (byCode: boolean) => (address: string) => {
    setTyped(address);
    setByCode(byCode);
  };
  if (!isByCode) return <PasswordSignIn email={typed} onDone={onDone} onByCode={change(true)} />;
  return (
    <Suspense fallback={<SkeletonRows rows={2} />}>
      <CodeSignIn email={typed} onDone={onDone} onByPassword={change(false)} />
    </Suspense>
  );
}
