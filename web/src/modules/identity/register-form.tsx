// Making an account, as a page of its own and inside the dialog that saves a quote.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { begin, type Me } from "@/app/session";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { problemText } from "@/ui/problem-text";

interface Wish {
  full_name: string;
  email: string;
  password: string;
}

const LEAST = 10;

export function RegisterForm({ onDone }: { onDone: (me: Me) => void }) {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  const form = useForm<Wish>({ defaultValues: { full_name: "", email: "", password: "" } });
  const register = useMutation({
    mutationFn: (wish: Wish) => api.post("/api/v1/auth/register", { body: { ...wish, use_cookies: true } }),
    onSuccess: async ({ user }) => {
      await begin(client, user);
      onDone(user);
    },
  });
  const { errors } = form.formState;
  const problem = register.error ? problemOf(register.error) : undefined;
  const taken = problem?.code === "email_taken" ? problem : undefined;
  const weak = problem?.code === "weak_password" ? problem : undefined;
  const badMail = problem?.at("/email");
  return (
    <form noValidate className="grid gap-4" onSubmit={form.handleSubmit((wish) => register.mutate(wish))}>
      {problem && !taken && !weak && !badMail && <ProblemNotice problem={problem} />}
      <Field label={t("fullName")} error={errors.full_name && t("needed.fullName")}>
        <Input autoComplete="name" {...form.register("full_name", { required: true })} />
      </Field>
      <Field
        label={t("email")}
        error={errors.email ? t("needed.email") : taken ? problemText(taken) : badMail ? t("needed.email") : undefined}
        requestId={(taken ?? (badMail && problem))?.requestId}
      >
        <Input type="email" autoComplete="username" inputMode="email" {...form.register("email", { required: true, pattern: /.@./ })} />
      </Field>
      <Field
        label={t("password")}
        hint={t("passwordHint", { count: LEAST })}
        error={errors.password ? t("passwordHint", { count: LEAST }) : weak ? problemText(weak) : undefined}
        requestId={weak?.requestId}
      >
        <Input type="password" autoComplete="new-password" {...form.register("password", { required: true, minLength: LEAST })} />
      </Field>
      <Button type="submit" kind="primary" size="lg" busy={register.isPending}>
        {t("createAccount")}
      </Button>
    </form>
  );
}
