// A role of the company's own: made, renamed and described, removed.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input, Select, TextArea } from "@/ui/field";
import { Notice, ProblemNotice } from "@/ui/notice";
import { complaintAt, problemText } from "@/ui/problem-text";
import { toast } from "@/ui/toast";
import { keyOfRole, usersInRole, type RoleView } from "../roles";
import { useRoleName } from "../user-words";
import type { RoleTask } from "./role-menu";

interface Wish {
  name: string;
  description: string;
  /** The key of the role whose rights it begins with; "" for none. */
  from: string;
}
const FORM = "role";

function RoleDialog({ task, roles, onClose }: { task: Exclude<RoleTask, { what: "remove" }>; roles: RoleView[]; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ui } = useTranslation("ui");
  const { me } = useSession();
  const client = useQueryClient();
  const roleName = useRoleName();
  const isNew = task.what === "create";
  const form = useForm<Wish>({
    defaultValues: isNew ? { name: "", description: task.from?.description ?? "", from: task.from ? keyOfRole(task.from) : "" } : { name: task.role.name, description: task.role.description, from: "" },
  });
  const save = useMutation({
    mutationFn: ({ name, description, from }: Wish) => {
      const terms = { name: name.trim(), description: description.trim() };
      if (!isNew) return api.patch("/api/v1/roles/{role_id}", { path: { role_id: task.role.id! }, body: terms, ifMatch: task.role.version });
      const given = roles.find((role) => keyOfRole(role) === from)?.rights ?? [];
      return api.post("/api/v1/roles", { body: { ...terms, rights: given.filter((right) => me?.rights.includes(right)) } });
    },
    onSuccess: async (role) => {
      await client.invalidateQueries({ queryKey: keys.roles });
      void client.invalidateQueries({ queryKey: keys.users() });
      toast(t(isNew ? "roles.created" : "roles.saved", { name: role.name }));
      onClose();
    },
  });
  const problem = save.error ? problemOf(save.error) : undefined;
  const taken = problem?.code === "name_taken" ? problemText(problem) : complaintAt(problem, "/name");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? t("roles.create") : t("roles.rename")}
      description={isNew ? t("roles.createWhat") : undefined}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={save.isPending}>
            {isNew ? t("roles.create") : t("profile.save")}
          </Button>
        </>
      }
    >
      <form id={FORM} noValidate className="grid gap-4" onSubmit={form.handleSubmit((wish) => save.mutate(wish))}>
        {problem && !taken && <ProblemNotice problem={problem} />}
        <Field label={t("roles.name")} error={form.formState.errors.name ? t("needed.field") : taken} requestId={taken && problem?.requestId}>
          <Input autoFocus autoComplete="off" maxLength={60} {...form.register("name", { validate: (text) => !!text.trim() })} />
        </Field>
        <Field label={t("roles.description")} optional hint={t("roles.descriptionHint")}>
          <TextArea maxLength={300} {...form.register("description")} />
        </Field>
        {isNew && (
          <Field label={t("roles.from")} hint={t("roles.fromHint")}>
            <Select {...form.register("from")}>
              <option value="">{t("roles.fromNone")}</option>
              {roles.map((role) => (
                <option key={keyOfRole(role)} value={keyOfRole(role)}>
                  {roleName(role.role, role.id && role.name)}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </form>
    </Dialog>
  );
}

function RemoveRole({ role, onClose }: { role: RoleView; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.delete("/api/v1/roles/{role_id}", { path: { role_id: role.id! } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.roles });
      toast(t("roles.removed", { name: role.name }));
      onClose();
    },
  });
  const isUsed = role.user_count > 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("roles.removeWhich", { name: role.name })}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          {isUsed ? (
            <Button asChild>
              <Link to="/office/users" search={usersInRole(role)}>
                {t("roles.showPeople")}
              </Link>
            </Button>
          ) : (
            <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t("roles.remove")}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-3">
        {isUsed ? <Notice tone="warn">{t("roles.inUse", { count: role.user_count })}</Notice> : <p className="text-sm text-ink-2">{t("roles.removeWhat")}</p>}
        {remove.error && <ProblemNotice problem={remove.error} />}
      </div>
    </Dialog>
  );
}

export function RoleTaskDialog({ task, roles, onClose }: { task: RoleTask; roles: RoleView[]; onClose: () => void }) {
  return task.what === "remove" ? <RemoveRole role={task.role} onClose={onClose} /> : <RoleDialog task={task} roles={roles} onClose={onClose} />;
}
