// Everybody with an account: colleagues and customers, with their roles.
import { Link, useSearch } from "@tanstack/react-router";
import { Grid2x2Check, IdCard, MailPlus, UserCheck, UserPlus, UserX, UsersRound } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { NeedsRight } from "@/app/needs-right";
import { useSession } from "@/app/session";
import { useActions } from "@/app/palette/providers";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { date, relative } from "@/ui/format";
import { useTabTitle } from "@/ui/page-title";
import type { RecordList } from "@/ui/record-table/column";
import { RowLink } from "@/ui/record-table/row-link";
import { RecordTable } from "@/ui/record-table/record-table";
import { AddUserDialog } from "./add-user-dialog";
import { InviteDialog } from "./invite-dialog";
import { keyOfRole, mayGive, useRoles, type Role } from "./roles";
import { StandingTag, useRoleName } from "./user-words";
import { userFields } from "./users-search";

export type User = Schema<"UserProfile">;

const userPage = (user: User) => `/office/users/${user.id}`;

function useUserList(): RecordList<User> {
  const { t, i18n } = useTranslation("identity");
  const roleName = useRoleName();
  const own = useRoles().data?.items.filter((role) => role.id);
  const { me, may } = useSession();
  const canManage = may("users.manage");
  const given = (useRoles().data?.items ?? []).filter((role) => role.role !== "customer" && me && mayGive(me, role));
  const givenKey = given.map(keyOfRole).join();
  const ownKey = own?.map((role) => role.id! + role.name).join();
  return useMemo((): RecordList<User> => {
    const roleText = (user: User) => roleName(user.role, user.role_name);
    const wordLabels: Record<string, (word: string) => string> = {
      role: (word) => roleName(word as Role),
      role_id: (id) => own?.find((role) => role.id === id)?.name ?? id.slice(-8),
    };
    const name = (user: User) => (
      <RowLink to={userPage(user)} className="truncate font-medium">
        {user.full_name}
      </RowLink>
    );
    return {
      id: "users",
      path: "/api/v1/users",
      label: t("users.title"),
      queryKey: ["users"],
      defaultOrdering: "email",
      canSearch: false,
      to: userPage,
      nameOf: (user) => user.full_name,
      filters: userFields.map((field) => ({
        ...field,
        ...(field.name === "role_id" ? { words: own?.map((role) => role.id!) } : {}),
        label: t(`users.fields.${field.name}`),
        wordLabel: wordLabels[field.name],
      })),
      views: [
        { id: "all", label: t("users.views.all"), query: "" },
        { id: "staff", label: t("users.views.staff"), query: "role__ne=customer" },
        { id: "customers", label: t("users.views.customers"), query: "role=customer&ordering=-created_at" },
        { id: "inactive", label: t("users.views.inactive"), query: "is_active=false" },
      ],
      bulk: canManage
        ? [
            {
              id: "role",
              label: t("users.bulk.role"),
              icon: IdCard,
              path: "/api/v1/users/bulk/update",
              body: {},
              canUndo: true,
              chooses: {
                label: t("users.fields.role"),
                options: given.map((role) => ({ value: keyOfRole(role), label: roleName(role.role, role.id ? role.name : undefined), body: role.id ? { role_id: role.id } : { role: role.role } })),
              },
            },
            { id: "activate", label: t("users.bulk.activate"), icon: UserCheck, path: "/api/v1/users/bulk/update", body: { is_active: true }, canUndo: true },
            { id: "deactivate", label: t("users.bulk.deactivate"), icon: UserX, path: "/api/v1/users/bulk/update", body: { is_active: false }, canUndo: true, isDanger: true },
          ]
        : [],
      columns: [
        { id: "full_name", label: t("users.fields.full_name"), width: 200, grows: true, cell: name },
        { id: "email", label: t("users.fields.email"), width: 240, grows: true, ordering: "email", cell: (user) => <span className="truncate text-ink-2">{user.email}</span> },
        { id: "role", label: t("users.fields.role"), width: 152, cell: (user) => <span className="truncate">{roleText(user)}</span> },
        { id: "is_active", label: t("users.fields.standing"), width: 148, cell: (user) => <StandingTag user={user} /> },
        { id: "created_at", label: t("users.fields.created_at"), width: 128, ordering: "created_at", cell: (user) => <span className="text-ink-2">{date(user.created_at)}</span> },
        {
          id: "last_sign_in_at",
          label: t("users.fields.last_sign_in_at"),
          width: 136,
          cell: (user) => <span className="text-ink-2">{user.last_sign_in_at ? relative(user.last_sign_in_at) : t("users.never")}</span>,
        },
        { id: "phone", label: t("users.fields.phone"), width: 150, isExtra: true, cell: (user) => user.phone },
        { id: "locale", label: t("users.fields.locale"), width: 100, isExtra: true, cell: (user) => user.locale },
      ],
      card: (user) => (
        <div className="grid gap-0.5">
          <div className="flex items-baseline justify-between gap-2">
            {name(user)}
            <span className="shrink-0 text-ink-2">{roleText(user)}</span>
          </div>
          <div className="truncate text-ink-2">{user.email}</div>
          {(!user.is_active || user.invited_at) && (
            <div>
              <StandingTag user={user} />
            </div>
          )}
        </div>
      ),
    };
    // The language changes all texts; roles arrive after the list.
  }, [t, i18n.language, roleName, ownKey, canManage, givenKey]);
}

function UserTable() {
  const { t } = useTranslation("identity");
  const { me, may } = useSession();
  const list = useUserList();
  const search = useSearch({ from: "/office/users" });
  const [open, setOpen] = useState<"invite" | "add">();
  const close = () => setOpen(undefined);
  const canManage = may("users.manage");
  // A view of one role is where somebody of that role is added.
  const wanted = search["role_id"]?.split(",")[0] ?? search["role"]?.split(",")[0];
  const offered = (useRoles().data?.items ?? []).filter((role) => role.role !== "customer" && me && mayGive(me, role)).map(keyOfRole);
  const role = [wanted, "operator"].find((key) => key && offered.includes(key)) ?? offered[0] ?? "operator";
  useActions(
    t("users.title"),
    canManage
      ? [
          { id: "invite", label: t("invite.title"), icon: MailPlus, run: () => setOpen("invite") },
          { id: "add", label: t("users.add"), icon: UserPlus, run: () => setOpen("add") },
        ]
      : [],
  );
  return (
    <>
      <RecordTable
        list={list}
        search={search}
        actions={
          <>
            <Button asChild size="sm" kind="quiet" className="max-sm:hidden">
              <Link to="/office/roles">
                <Grid2x2Check className="size-4" aria-hidden />
                {t("users.roles")}
              </Link>
            </Button>
            {canManage && (
              <Button size="sm" kind="primary" icon={<MailPlus className="size-4" aria-hidden />} onClick={() => setOpen("invite")}>
                {t("invite.title")}
              </Button>
            )}
          </>
        }
        empty={<EmptyState icon={UsersRound} title={t("users.none")}>{t("users.what")}</EmptyState>}
      />
      {open === "invite" && <InviteDialog role={role} onClose={close} onWithPassword={() => setOpen("add")} />}
      {open === "add" && <AddUserDialog role={role} onClose={close} />}
    </>
  );
}

export function Users() {
  const { t } = useTranslation("identity");
  useTabTitle(t("users.title"));
  return (
    <NeedsRight right="users.read" title={t("users.title")}>
      <UserTable />
    </NeedsRight>
  );
}
