// Where the link leads with which somebody chooses a new password.
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/notice";
import { useTabTitle } from "@/ui/page-title";
import { AccountCard } from "../account-card";
import { isLinkGone, LinkGone } from "./link-gone";
import { NewPasswordField, passwordRules } from "./new-password-field";
import { useLinkToken } from "./use-link-token";

export function ResetPasswordPage() {
  const { t } = useTranslation("identity");
  const token = useLinkToken();
  const form = useForm({ defaultValues: { new_password: "" } });
  const reset = useMutation({
    mutationFn: ({ new_password }: { new_password: string }) => api.post("/api/v1/auth/password-reset/confirm", { body: { token: token!, new_password } }),
  });
  useTabTitle(t("reset.title"));
  const problem = reset.error ? problemOf(reset.error) : undefined;
  if (!token || isLinkGone(problem))
    return (
      <AccountCard title={t("reset.title")}>
        <div className="grid gap-6">
          <LinkGone>{t("reset.again")}</LinkGone>
          <Button asChild kind="primary" size="lg">
            <Link to="/forgot-password">{t("reset.another")}</Link>
          </Button>
        </div>
      </AccountCard>
    );
  if (reset.isSuccess)
    return (
      <AccountCard title={t("reset.done")}>
        <div className="grid gap-6">
          <p role="status" className="text-sm text-ink-2">
            {t("reset.doneWhat")}
          </p>
          <Button asChild kind="primary" size="lg">
            <Link to="/sign-in">{t("signIn")}</Link>
          </Button>
        </div>
      </AccountCard>
    );
  return (
    <AccountCard title={t("reset.title")}>
      <form noValidate className="grid gap-4" onSubmit={form.handleSubmit((wish) => reset.mutate(wish))}>
        {problem && problem.code !== "weak_password" && <ProblemNotice problem={problem} />}
        <p className="text-sm text-ink-2">{t("reset.what")}</p>
        <NewPasswordField autoFocus label={t("profile.newPassword")} field={form.register("new_password", passwordRules)} isBad={!!form.formState.errors.new_password} problem={problem} />
        <Button type="submit" kind="primary" size="lg" busy={reset.isPending}>
          {t("reset.save")}
        </Button>
      </form>
    </AccountCard>
  );
}
