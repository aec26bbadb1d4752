// A colleague gets an account: name, e-mail, role and a first password, which is shown once to be passed on.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Dices } from "lucide-react";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { Button, IconButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { complaintAt, problemText } from "@/ui/problem-text";
import { toast } from "@/ui/toast";
import { LEAST_PASSWORD, proposePassword } from "./propose-password";
import { RoleField } from "./role-field";
import { roleOfKey } from "./roles";

type Wish = Omit<Schema<"CreateUser">, "role" | "role_id"> & { phone: string; role: string };
const FORM = "add-user";

export function AddUserDialog({ role, onClose }: { role: string; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm<Wish>({ defaultValues: { full_name: "", email: "", phone: "", password: "", role } });
  const add = useMutation({
    mutationFn: ({ phone, role: key, ...wish }: Wish) => api.post("/api/v1/users", { body: { ...wish, ...roleOfKey(key), phone: phone.trim() || null } }),
    onSuccess: async (user) => {
      client.setQueryData(keys.user(user.id), user);
      void client.invalidateQueries({ queryKey: keys.users() });
      toast(t("users.added", { name: user.full_name }));
      await navigate({ to: "/office/users/$userId", params: { userId: user.id } });
    },
  });
  const { errors } = form.formState;
  const problem = add.error ? problemOf(add.error) : undefined;
  const at = (name: "email" | "full_name" | "phone" | "password" | "role") => complaintAt(problem, `/${name}`);
  const said = (name: Parameters<typeof at>[0], code?: string) =>
    problem && (problem.code === code ? problemText(problem) : at(name));
  const isOfField = problem && (problem.errors.length > 0 || ["email_taken", "weak_password", "role_not_allowed"].includes(problem.code));
  const idOf = (text: string | undefined) => text && problem?.requestId;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("users.add")}
      description={t("users.addWhat")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={add.isPending}>
            {t("users.add")}
          </Button>
        </>
      }
    >
      <form id={FORM} noValidate className="grid gap-4 sm:grid-cols-2" onSubmit={form.handleSubmit((wish) => add.mutate(wish))}>
        {problem && !isOfField && (
          <div className="sm:col-span-2">
            <ProblemNotice problem={problem} />
          </div>
        )}
        <Field label={t("fullName")} className="sm:col-span-2" error={errors.full_name ? t("needed.field") : said("full_name")} requestId={idOf(said("full_name"))}>
          <Input autoFocus autoComplete="off" maxLength={200} {...form.register("full_name", { validate: (text) => !!text.trim() })} />
        </Field>
        <Field label={t("email")} error={errors.email ? t("needed.email") : said("email", "email_taken")} requestId={idOf(said("email", "email_taken"))}>
          <Input type="email" autoComplete="off" inputMode="email" {...form.register("email", { required: true, pattern: /.@./ })} />
        </Field>
        <Field label={t("profile.phone")} optional error={said("phone")} requestId={idOf(said("phone"))}>
          <Input type="tel" autoComplete="off" {...form.register("phone")} />
        </Field>
        <div className="sm:col-span-2">
          <RoleField onlyStaff value={form.watch("role")} onChange={(next) => form.setValue("role", next)} error={said("role", "role_not_allowed")} />
        </div>
        <div className="flex items-end gap-2 sm:col-span-2">
          <Field
            label={t("users.firstPassword")}
            className="min-w-0 flex-1"
            hint={t("users.firstPasswordHint")}
            error={errors.password ? t("passwordHint", { count: LEAST_PASSWORD }) : said("password", "weak_password")}
            requestId={idOf(said("password", "weak_password"))}
          >
            <Input autoComplete="off" spellCheck={false} className="font-mono" {...form.register("password", { required: true, minLength: LEAST_PASSWORD })} />
          </Field>
          <IconButton
            label={t("users.propose")}
            className="mb-7 ring-1 ring-line-strong ring-inset"
            onClick={() => form.setValue("password", proposePassword(), { shouldValidate: true })}
          >
            <Dices className="size-4" aria-hidden />
          </IconButton>
        </div>
      </form>
    </Dialog>
  );
}
