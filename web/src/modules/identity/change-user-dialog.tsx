// Name and role of a user. When a colleague changed them meanwhile, both are laid side by side.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { putEverywhere } from "@/api/optimistic";
import { problemOf, type Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { complaintAt, problemText } from "@/ui/problem-text";
import { StaleEdit, type StaleField } from "@/ui/stale-edit";
import { toast, toastProblem } from "@/ui/toast";
import { lastChangeOf } from "./last-change";
import { RoleField } from "./role-field";
import { keyOfRole, keyOfUserRole, mayGive, roleOfKey, useRoles } from "./roles";
import { useUserChange, type UserChange } from "./use-user-change";
import { useRoleName } from "./user-words";
import type { User } from "./users";

interface Wish {
  full_name: string;
  role: string; // as keyOfRole names it
}

/** Only what differs from what was read is sent, so that two people may change two things. */
export function userChanges(base: Wish, wish: Wish): Partial<Wish> {
  const changes: Partial<Wish> = {};
  if (wish.full_name.trim() && wish.full_name.trim() !== base.full_name) changes.full_name = wish.full_name.trim();
  if (wish.role !== base.role) changes.role = wish.role;
  return changes;
}

const wishOf = (user: User): Wish => ({ full_name: user.full_name, role: keyOfUserRole(user) });
/** As the API takes it. */
const bodyOf = ({ role, ...rest }: Partial<Wish>): UserChange => ({ ...rest, ...(role === undefined ? {} : roleOfKey(role)) });

export function ChangeUserDialog({ user: opened, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const { me } = useSession();
  const change = useUserChange();
  const roleName = useRoleName();
  const roles = useRoles().data?.items;
  const [base] = useState(opened); // what one looked at when one began to write
  const [wish, setWish] = useState(() => wishOf(opened));
  const [problem, setProblem] = useState<Problem>();
  const [stale, setStale] = useState<{ now: User; at: string; by?: string }>();
  const [isSending, setSending] = useState(false);
  const changes = userChanges(wishOf(base), wish);
  const isOwn = me?.id === base.id;

  const send = async (body: UserChange, version: number) => {
    if (Object.keys(body).length === 0) return onClose();
    setSending(true);
    setProblem(undefined);
    try {
      const answer = await change(base, body, version);
      const before = roleOfKey(wishOf(base).role);
      const undo = () => void change(answer, before, answer.version).then(() => toast(t("users.saved", { name: answer.full_name })), toastProblem);
      toast(t("users.saved", { name: answer.full_name }), body.role && mayGive(me!, base) ? { undo } : {});
      onClose();
    } catch (thrown) {
      const fault = problemOf(thrown);
      setSending(false);
      if (fault.code !== "version_has_changed") return setProblem(fault);
      const [now, last] = await Promise.all([api.get("/api/v1/users/{user_id}", { path: { user_id: base.id } }).catch(() => undefined), lastChangeOf(base.id)]);
      if (!now) return setProblem(fault);
      putEverywhere(client, keys.users(), now);
      setStale({ now, at: last?.at ?? new Date().toISOString(), by: last?.by });
    }
  };

  if (stale) {
    const field = (name: keyof Wish, label: string, text: (value: Wish) => string): StaleField => ({
      name,
      label,
      before: text(wishOf(base)),
      theirs: text(wishOf(stale.now)),
      mine: changes[name] === undefined ? undefined : text(wish),
    });
    const nameOfKey = (key: string) => {
      const own = [base, stale.now].find((user) => user.role_id === key)?.role_name ?? roles?.find((role) => keyOfRole(role) === key)?.name;
      return roleName(roleOfKey(key).role, roleOfKey(key).role_id && own);
    };
    const standing = (user: User) => t(user.is_active ? "users.active" : "users.inactive");
    return (
      <StaleEdit
        at={stale.at}
        by={stale.by}
        fields={[
          field("full_name", t("fullName"), (value) => value.full_name),
          field("role", t("users.fields.role"), (value) => nameOfKey(value.role)),
          { name: "is_active", label: t("users.fields.standing"), before: standing(base), theirs: standing(stale.now) },
        ]}
        onDiscard={onClose}
        onSend={(choice) => void send(bodyOf(Object.fromEntries(Object.entries(changes).filter(([name]) => choice[name] === "mine"))), stale.now.version)}
      />
    );
  }
  const ofRole = problem && ["role_not_allowed", "role_not_found", "last_owner", "own_rights_not_allowed"].includes(problem.code);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("users.change")} description={base.email} width="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send(bodyOf(changes), base.version);
        }}
        className="grid gap-4"
      >
        {problem && !ofRole && problem.errors.length === 0 && <ProblemNotice problem={problem} />}
        <Field label={t("fullName")} error={wish.full_name.trim() ? complaintAt(problem, "/full_name") : t("needed.field")} requestId={problem?.at("/full_name") && problem.requestId}>
          <Input autoFocus maxLength={200} value={wish.full_name} onChange={(event) => setWish({ ...wish, full_name: event.target.value })} />
        </Field>
        <RoleField
          value={wish.role}
          onChange={(role) => setWish({ ...wish, role })}
          why={isOwn ? t("users.ownRole") : undefined}
          error={ofRole ? problemText(problem) : complaintAt(problem, "/role")}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button type="submit" kind="primary" busy={isSending} disabled={Object.keys(changes).length === 0 || !wish.full_name.trim()}>
            {t("profile.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
