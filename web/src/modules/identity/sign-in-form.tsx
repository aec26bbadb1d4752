// Signing in, as a page of its own and inside the dialog that saves a quote.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { begin, type Me } from "@/app/session";
import { Button } from "@/ui/button";
import { Checkbox, Field, Input } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";

interface Wish {
  email: string;
  password: string;
  remember_me: boolean;
}

export function SignInForm({ email = "", onDone }: { email?: string; onDone: (me: Me) => void }) {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  const form = useForm<Wish>({ defaultValues: { email, password: "", remember_me: true } });
  const signIn = useMutation({
    mutationFn: (wish: Wish) => api.post("/api/v1/auth/login", { body: { ...wish, use_cookies: true } }),
    onSuccess: async ({ user }) => {
      await begin(client, user);
      onDone(user);
    },
  });
  const { errors } = form.formState;
  return (
    <form noValidate className="grid gap-4" onSubmit={form.handleSubmit((wish) => signIn.mutate(wish))}>
      {signIn.error && <ProblemNotice problem={signIn.error} />}
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
    </form>
  );
}
