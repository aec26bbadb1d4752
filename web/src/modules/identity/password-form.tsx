import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { problemText } from "@/ui/problem-text";
import { toast } from "@/ui/toast";

const LEAST = 10;

export function PasswordForm() {
  const { t } = useTranslation("identity");
  const form = useForm({ defaultValues: { current_password: "", new_password: "" } });
  const change = useMutation({
    mutationFn: (body: { current_password: string; new_password: string }) => api.post("/api/v1/auth/password", { body }),
    onSuccess: () => {
      form.reset();
      toast(t("profile.passwordChanged"));
    },
  });
  const { errors } = form.formState;
  const problem = change.error ? problemOf(change.error) : undefined;
  const wrong = problem?.code === "wrong_password" ? problem : undefined;
  const weak = problem?.code === "weak_password" ? problem : undefined;
  return (
    <form noValidate className="grid gap-4" onSubmit={form.handleSubmit((wish) => change.mutate(wish))}>
      {problem && !wrong && !weak && <ProblemNotice problem={problem} />}
      <Field
        label={t("profile.currentPassword")}
        error={errors.current_password ? t("needed.password") : wrong && problemText(wrong)}
        requestId={wrong?.requestId}
      >
        <Input type="password" autoComplete="current-password" {...form.register("current_password", { required: true })} />
      </Field>
      <Field
        label={t("profile.newPassword")}
        hint={t("passwordHint", { count: LEAST })}
        error={errors.new_password ? t("passwordHint", { count: LEAST }) : weak && problemText(weak)}
        requestId={weak?.requestId}
      >
        <Input type="password" autoComplete="new-password" {...form.register("new_password", { required: true, minLength: LEAST })} />
      </Field>
      <div>
        <Button type="submit" busy={change.isPending}>
          {t("profile.changePassword")}
        </Button>
      </div>
    </form>
  );
}
