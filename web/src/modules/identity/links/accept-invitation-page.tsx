// Where an invitation leads: who is invited where, a password, and in.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { begin, isStaff } from "@/app/session";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { useTabTitle } from "@/ui/page-title";
import { SkeletonRows } from "@/ui/skeleton";
import { AccountCard } from "../account-card";
import { isLinkGone, LinkGone } from "./link-gone";
import { NewPasswordField, passwordRules } from "./new-password-field";
import { useLinkToken } from "./use-link-token";

function Accept({ token, invitation }: { token: string; invitation: Schema<"Invitation"> }) {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  const router = useRouter();
  const form = useForm({ defaultValues: { full_name: invitation.full_name, password: "" } });
  const accept = useMutation({
    mutationFn: (wish: { full_name: string; password: string }) => api.post("/api/v1/auth/invitation/accept", { body: { token, ...wish, full_name: wish.full_name.trim(), use_cookies: true } }),
    onSuccess: async ({ user }) => {
      await begin(client, user);
      router.history.replace(isStaff(user) ? "/office" : "/");
    },
  });
  const problem = accept.error ? problemOf(accept.error) : undefined;
  const { errors } = form.formState;
  if (isLinkGone(problem)) return <LinkGone>{t("invitation.again")}</LinkGone>;
  return (
    <form noValidate className="grid gap-4" onSubmit={form.handleSubmit((wish) => accept.mutate(wish))}>
      {problem && problem.code !== "weak_password" && <ProblemNotice problem={problem} />}
      <p className="text-sm text-ink-2">{t("invitation.what", { company: invitation.company_name })}</p>
      <Field label={t("email")}>
        <Input type="email" autoComplete="username" readOnly value={invitation.email} />
      </Field>
      <Field label={t("fullName")} error={errors.full_name && t("needed.fullName")}>
        <Input autoComplete="name" maxLength={200} {...form.register("full_name", { validate: (text) => !!text.trim() })} />
      </Field>
      <NewPasswordField autoFocus label={t("password")} field={form.register("password", passwordRules)} isBad={!!errors.password} problem={problem} />
      <Button type="submit" kind="primary" size="lg" busy={accept.isPending}>
        {t("invitation.accept")}
      </Button>
    </form>
  );
}

export function AcceptInvitationPage() {
  const { t } = useTranslation("identity");
  const token = useLinkToken();
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => api.post("/api/v1/auth/invitation", { body: { token: token! } }),
    enabled: !!token,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  useTabTitle(t("invitation.title"));
  const problem = invitation.error ? problemOf(invitation.error) : undefined;
  return (
    <AccountCard title={invitation.data ? t("invitation.welcome", { company: invitation.data.company_name }) : t("invitation.title")}>
      {!token || problem ? (
        <LinkGone problem={problem}>{t("invitation.again")}</LinkGone>
      ) : invitation.data ? (
        <Accept token={token} invitation={invitation.data} />
      ) : (
        <SkeletonRows rows={3} />
      )}
    </AccountCard>
  );
}
