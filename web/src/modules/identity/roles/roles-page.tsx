// What roles may do: the built-in ones and the company's own, side by side; on a phone one after the other.
import { useBlocker } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { NeedsRight } from "@/app/needs-right";
import { useActions } from "@/app/palette/providers";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { Notice, ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { problemText } from "@/ui/problem-text";
import { SkeletonRows } from "@/ui/skeleton";
import { StatusFilter } from "@/ui/status-filter";
import { usePhone } from "@/ui/use-media";
import { RightsChoice, RightsList } from "../rights-table";
import { keyOfRole, keyOfUserRole, mayGive, useRoles, type Right, type RoleView } from "../roles";
import { useRoleName } from "../user-words";
import { PeopleLink, RightsMatrix, type RolesProps } from "./rights-matrix";
import { RoleTaskDialog } from "./role-dialogs";
import { RoleMenu, type RoleTask } from "./role-menu";
import { useRoleDraft, type RoleDraft } from "./use-role-draft";

function OneByOne({ roles, all, mine, draft, mayManage, mayChange, onTask }: RolesProps) {
  const { t } = useTranslation("identity");
  const roleName = useRoleName();
  const [chosen, setChosen] = useState(mine ?? "manager");
  const role = roles.find((one) => keyOfRole(one) === chosen) ?? roles[0]!;
  const what = role.id ? role.description : t(`roles.what.${role.role}`);
  return (
    <>
      <StatusFilter
        label={t("users.fields.role")}
        groups={roles.map((one) => ({ value: keyOfRole(one), label: roleName(one.role, one.id && one.name) }))}
        value={keyOfRole(role)}
        onChange={(key) => key && setChosen(key)}
      />
      <div className="mb-6 flex items-start justify-between gap-3">
        <p className="min-w-0 text-sm text-ink-2">
          {what && `${what} `}
          <PeopleLink role={role} />
        </p>
        {mayManage && <RoleMenu role={role} onTask={onTask} />}
      </div>
      {role.id && mayManage ? (
        <RightsChoice all={all} value={draft.rightsOf(role)} mayChange={(right) => mayChange(role, right)} onToggle={(right) => draft.toggle(role, right)} />
      ) : (
        <RightsList all={all} rights={role.rights} />
      )}
    </>
  );
}

/** What each is for, in a sentence; the matrix has no room for it. */
function Descriptions({ roles }: { roles: RoleView[] }) {
  const { t } = useTranslation("identity");
  const roleName = useRoleName();
  return (
    <dl className="mt-8 grid gap-x-10 gap-y-3 text-sm sm:grid-cols-2">
      {roles
        .filter((role) => !role.id || role.description)
        .map((role) => (
          <div key={keyOfRole(role)} className="flex gap-3">
            <dt className="w-32 shrink-0 font-medium break-words">{roleName(role.role, role.id && role.name)}</dt>
            <dd className="min-w-0 text-ink-2">{role.id ? role.description : t(`roles.what.${role.role}`)}</dd>
          </div>
        ))}
    </dl>
  );
}

function SaveBar({ draft }: { draft: RoleDraft }) {
  const { t } = useTranslation("identity");
  useBlocker({ shouldBlockFn: () => draft.count > 0 && !confirm(t("roles.leave")), enableBeforeUnload: draft.count > 0 });
  if (draft.count === 0) return null;
  return (
    <div className="animate-rise fixed inset-x-0 bottom-0 z-20 border-t border-line bg-raised px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 lg:left-60">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 text-sm text-ink-2" role="status">
          {t("roles.unsaved", { count: draft.count })}
        </p>
        <div className="flex gap-2">
          <Button onClick={draft.discard}>{t("roles.discard")}</Button>
          <Button kind="primary" busy={draft.isSending} onClick={() => void draft.save()}>
            {t("profile.save")}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Roles({ data }: { data: Schema<"Roles"> }) {
  const { t } = useTranslation("identity");
  const { me, may } = useSession();
  const isPhone = usePhone();
  const [task, setTask] = useState<RoleTask>();
  const draft = useRoleDraft(data);
  const mayManage = may("roles.manage");
  const own = data.items.filter((role) => role.id);
  // What can be changed stands first, in sight.
  const roles = [...own, ...data.items.filter((role) => !role.id)];
  const props: RolesProps = {
    roles,
    all: data.rights,
    mine: me ? keyOfUserRole(me) : undefined,
    draft,
    mayManage,
    mayChange: (role: RoleView, right: Right) => !!me && role.id !== me.role_id && mayGive(me, role) && me.rights.includes(right),
    onTask: setTask,
  };
  useActions(t("roles.title"), mayManage ? [{ id: "create", label: t("roles.create"), icon: Plus, run: () => setTask({ what: "create" }) }] : []);
  return (
    <div className="mx-auto max-w-6xl pb-16">
      <PageTitle
        title={t("roles.title")}
        actions={
          mayManage && (
            <Button size="sm" kind="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setTask({ what: "create" })}>
              {t("roles.create")}
            </Button>
          )
        }
      >
        {t("roles.intro")}
      </PageTitle>
      {draft.fault && (
        <div className="mb-5">
          <Notice tone="bad" title={draft.fault.role.name}>
            {problemText(draft.fault.problem)}
          </Notice>
        </div>
      )}
      {mayManage && own.length === 0 && (
        <div className="mb-5">
          <Notice>{t("roles.noneOwn")}</Notice>
        </div>
      )}
      {isPhone ? (
        <OneByOne {...props} />
      ) : (
        <>
          <RightsMatrix {...props} />
          <Descriptions roles={roles} />
        </>
      )}
      <SaveBar draft={draft} />
      {task && <RoleTaskDialog task={task} roles={data.items} onClose={() => setTask(undefined)} />}
    </div>
  );
}

function Read() {
  const roles = useRoles();
  if (roles.error && !roles.data) return <ProblemNotice problem={roles.error} onRetry={() => void roles.refetch()} />;
  if (!roles.data) return <SkeletonRows rows={8} className="h-12" />;
  return <Roles data={roles.data} />;
}

export function RolesPage() {
  const { t } = useTranslation("identity");
  return (
    <NeedsRight right="users.read" title={t("roles.title")}>
      <Read />
    </NeedsRight>
  );
}
