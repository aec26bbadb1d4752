// A colleague is invited by e-mail and chooses the password himself.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { languages } from "@/app/i18n";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input, Select } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { complaintAt, problemText } from "@/ui/problem-text";
import { toast } from "@/ui/toast";
import { RoleField } from "./role-field";
import { roleOfKey } from "./roles";

interface Wish {
  full_name: string;
  email: string;
  role: string;
  locale: string;
}
const FORM = "invite-user";
const ofFields: Record<string, keyof Wish> = { email_taken: "email", role_not_allowed: "role", role_not_found: "role" };

export function InviteDialog({ role, onClose, onWithPassword }: { role: string; onClose: () => void; onWithPassword: () => void }) {
  const { t, i18n } = useTranslation("identity");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm<Wish>({ defaultValues: { full_name: "", email: "", role, locale: i18n.language } });
  const invite = useMutation({
    mutationFn: ({ role: key, ...wish }: Wish) => api.post("/api/v1/users/invitations", { body: { ...wish, ...roleOfKey(key) } }),
    onSuccess: async (user) => {
      client.setQueryData(keys.user(user.id), user);
      void client.invalidateQueries({ queryKey: keys.users() });
      toast(t("invite.sent", { email: user.email }));
      await navigate({ to: "/office/users/$userId", params: { userId: user.id } });
    },
  });
  const { errors } = form.formState;
  const problem = invite.error ? problemOf(invite.error) : undefined;
  const said = (name: keyof Wish) => (problem && ofFields[problem.code] === name ? problemText(problem) : complaintAt(problem, `/${name}`));
  const isOfField = problem && (problem.errors.length > 0 || problem.code in ofFields);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("invite.title")}
      description={t("invite.what")}
      footer={
        <>
          <Button kind="quiet" className="sm:mr-auto" onClick={onWithPassword}>
            {t("invite.withPassword")}
          </Button>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={invite.isPending}>
            {t("invite.send")}
          </Button>
        </>
      }
    >
      <form id={FORM} noValidate className="grid gap-4 sm:grid-cols-2" onSubmit={form.handleSubmit((wish) => invite.mutate(wish))}>
        {problem && !isOfField && (
          <div className="sm:col-span-2">
            <ProblemNotice problem={problem} />
          </div>
        )}
        <Field label={t("fullName")} className="sm:col-span-2" error={errors.full_name ? t("needed.field") : said("full_name")}>
          <Input autoFocus autoComplete="off" maxLength={200} {...form.register("full_name", { validate: (text) => !!text.trim() })} />
        </Field>
        <Field label={t("email")} error={errors.email ? t("needed.email") : said("email")} requestId={said("email") && problem?.requestId}>
          <Input type="email" autoComplete="off" inputMode="email" {...form.register("email", { required: true, pattern: /.@./ })} />
        </Field>
        <Field label={t("profile.language")}>
          <Select {...form.register("locale")}>
            {Object.entries(languages).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <div className="sm:col-span-2">
          <RoleField onlyStaff value={form.watch("role")} onChange={(next) => form.setValue("role", next)} error={said("role")} />
        </div>
      </form>
    </Dialog>
  );
}
