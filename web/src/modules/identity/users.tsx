// Everybody with an account: colleagues and customers, with their roles.
import { Link, useSearch } from "@tanstack/react-router";
import { Grid2x2Check, UserPlus, UsersRound } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { NeedsRight } from "@/app/needs-right";
import { useSession } from "@/app/session";
import { useActions } from "@/app/palette/providers";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { date } from "@/ui/format";
import { useTabTitle } from "@/ui/page-title";
import type { RecordList } from "@/ui/record-table/column";
import { RowLink } from "@/ui/record-table/row-link";
import { RecordTable } from "@/ui/record-table/record-table";
import { AddUserDialog } from "./add-user-dialog";
import { staffRoles, type GivenRole, type Role } from "./roles";
import { StandingTag, useRoleName } from "./user-words";
import { userFields } from "./users-search";

export type User = Schema<"UserProfile">;

const userPage = (user: User) => `/office/users/${user.id}`;

function useUserList(): RecordList<User> {
  const { t, i18n } = useTranslation("identity");
  const roleName = useRoleName();
  return useMemo((): RecordList<User> => {
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
        label: t(`users.fields.${field.name}`),
        wordLabel: field.name === "role" ? (word: string) => roleName(word as Role) : undefined,
      })),
      views: [
        { id: "all", label: t("users.views.all"), query: "" },
        { id: "staff", label: t("users.views.staff"), query: `role=${staffRoles.join(",")}` },
        { id: "customers", label: t("users.views.customers"), query: "role=customer&ordering=-created_at" },
        { id: "inactive", label: t("users.views.inactive"), query: "is_active=false" },
      ],
      bulk: [],
      columns: [
        { id: "full_name", label: t("users.fields.full_name"), width: 200, grows: true, cell: name },
        { id: "email", label: t("users.fields.email"), width: 240, grows: true, ordering: "email", cell: (user) => <span className="truncate text-ink-2">{user.email}</span> },
        { id: "role", label: t("users.fields.role"), width: 152, cell: (user) => <span className="truncate">{roleName(user.role)}</span> },
        { id: "is_active", label: t("users.fields.standing"), width: 148, cell: (user) => <StandingTag isActive={user.is_active} /> },
        { id: "created_at", label: t("users.fields.created_at"), width: 128, ordering: "created_at", cell: (user) => <span className="text-ink-2">{date(user.created_at)}</span> },
        { id: "phone", label: t("users.fields.phone"), width: 150, isExtra: true, cell: (user) => user.phone },
        { id: "locale", label: t("users.fields.locale"), width: 100, isExtra: true, cell: (user) => user.locale },
      ],
      card: (user) => (
        <div className="grid gap-0.5">
          <div className="flex items-baseline justify-between gap-2">
            {name(user)}
            <span className="shrink-0 text-ink-2">{roleName(user.role)}</span>
          </div>
          <div className="truncate text-ink-2">{user.email}</div>
          {!user.is_active && (
            <div>
              <StandingTag isActive={false} />
            </div>
          )}
        </div>
      ),
    };
    // The language changes all texts.
  }, [t, i18n.language, roleName]);
}

function UserTable() {
  const { t } = useTranslation("identity");
  const { may } = useSession();
  const list = useUserList();
  const search = useSearch({ from: "/office/users" });
  const [isAdding, setAdding] = useState(false);
  const canManage = may("users.manage");
  // A view of one role is where somebody of that role is added.
  const wanted = search["role"]?.split(",")[0];
  useActions(t("users.title"), canManage ? [{ id: "add", label: t("users.add"), icon: UserPlus, run: () => setAdding(true) }] : []);
  return (
    <>
      <RecordTable
        list={list}
        search={search}
        actions={
          <>
            <Button asChild size="sm" kind="quiet">
              <Link to="/office/users/roles">
                <Grid2x2Check className="size-4" aria-hidden />
                {t("users.roles")}
              </Link>
            </Button>
            {canManage && (
              <Button size="sm" kind="primary" icon={<UserPlus className="size-4" aria-hidden />} onClick={() => setAdding(true)}>
                {t("users.add")}
              </Button>
            )}
          </>
        }
        empty={<EmptyState icon={UsersRound} title={t("users.none")}>{t("users.what")}</EmptyState>}
      />
      {isAdding && <AddUserDialog role={staffRoles.find((role) => role === (wanted as GivenRole))} onClose={() => setAdding(false)} />}
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
