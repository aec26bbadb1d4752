// Somebody has forgotten the password: a link goes to the address, if anybody has it. The answer is the same either way.
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { Notice, ProblemNotice } from "@/ui/notice";
import { useTabTitle } from "@/ui/page-title";
import { AccountCard } from "../account-card";

export function ForgotPasswordPage() {
  const { t } = useTranslation("identity");
  const form = useForm({ defaultValues: { email: "" } });
  const ask = useMutation({ mutationFn: (body: { email: string }) => api.post("/api/v1/auth/password-reset", { body }) });
  useTabTitle(t("forgot.title"));
  return (
    <AccountCard
      title={t("forgot.title")}
      foot={
        <Link to="/sign-in" className="font-medium text-accent-ink underline-offset-4 hover:underline">
          {t("forgot.back")}
        </Link>
      }
    >
      {ask.isSuccess ? (
        <div role="status">
          <Notice title={t("forgot.sent")}>{t("forgot.sentWhat", { email: ask.variables.email })}</Notice>
        </div>
      ) : (
        <form noValidate className="grid gap-4" onSubmit={form.handleSubmit(({ email }) => ask.mutate({ email: email.trim() }))}>
          {ask.error && <ProblemNotice problem={ask.error} />}
          <Field label={t("email")} hint={t("forgot.what")} error={form.formState.errors.email && t("needed.email")}>
            <Input autoFocus type="email" autoComplete="username" inputMode="email" {...form.register("email", { required: true, pattern: /.@./ })} />
          </Field>
          <Button type="submit" kind="primary" size="lg" busy={ask.isPending}>
            {t("forgot.send")}
          </Button>
        </form>
      )}
    </AccountCard>
  );
}
