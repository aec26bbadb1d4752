// One user: who it is, what the role allows, what was changed.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { NeedsRight } from "@/app/needs-right";
import { useSession } from "@/app/session";
import { languages, isLanguage } from "@/app/i18n";
import { RecordChanges } from "@/modules/audit/record-changes";
import { Facts, Section } from "@/ui/facts";
import { date, relative } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { RecordPage, RecordPageSkeleton } from "@/ui/record-page";
import type { Tab } from "@/ui/tabs";
import { RightsList } from "./rights-table";
import { mayGive, useRoles } from "./roles";
import { UserActions } from "./user-actions";
import { StandingTag, useRoleName } from "./user-words";
import type { User } from "./users";

function Access({ user }: { user: User }) {
  const { t } = useTranslation("identity");
  const { data: roles } = useRoles();
  return (
    <div className="grid gap-6">
      <p className="text-sm text-ink-2">
        {!user.role_id && `${t(`roles.what.${user.role}`)} `}
        <Link to="/office/roles" className="underline decoration-line-strong underline-offset-4 hover:decoration-ink">
          {t("users.compare")}
        </Link>
      </p>
      {user.is_active ? <RightsList all={roles?.rights ?? user.rights} rights={user.rights} /> : <Notice tone="warn">{t("users.mayNothing")}</Notice>}
    </div>
  );
}

function Record() {
  const { t } = useTranslation("identity");
  const { userId } = useParams({ from: "/office/users/$userId" });
  const { tab } = useSearch({ from: "/office/users/$userId" });
  const navigate = useNavigate();
  const roleName = useRoleName();
  const { me, may } = useSession();
  const { data: user, error, refetch } = useQuery({
    queryKey: keys.user(userId),
    queryFn: ({ signal }) => api.get("/api/v1/users/{user_id}", { path: { user_id: userId }, signal }),
  });
  if (error && !user) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!user) return <RecordPageSkeleton />;
  const tabs: Tab[] = [{ id: "access", label: t("users.access"), content: <Access user={user} /> }];
  const canReadAudit = may("audit.read");
  if (canReadAudit) tabs.push({ id: "changes", label: t("users.changes"), content: <RecordChanges recordId={user.id} /> });
  const isBeyond = may("users.manage") && !!me && !mayGive(me, user);
  return (
    <RecordPage
      back={{ to: "/office/users", label: t("users.title") }}
      title={user.full_name}
      status={<StandingTag user={user} />}
      subtitle={`${roleName(user.role, user.role_name)} · ${user.email}`}
      actions={<UserActions user={user} />}
      notice={
        <>
          {isBeyond && <Notice>{t("users.beyond")}</Notice>}
          {user.is_active && user.invited_at && <Notice>{t("invite.waits", { when: relative(user.invited_at) })}</Notice>}
        </>
      }
      tabs={tabs}
      tab={tab}
      onTab={(id) => void navigate({ to: ".", search: { tab: id }, replace: true })}
      aside={
        <>
          <Section title={t("users.account")}>
            <Facts
              facts={[
                { label: t("users.fields.role"), value: roleName(user.role, user.role_name) },
                { label: t("email"), value: user.email },
                { label: t("profile.phone"), value: user.phone },
                { label: t("profile.language"), value: isLanguage(user.locale) ? languages[user.locale] : user.locale },
                { label: t("users.fields.created_at"), value: date(user.created_at) },
                { label: t("users.fields.last_sign_in_at"), value: user.last_sign_in_at ? relative(user.last_sign_in_at) : t("users.never") },
              ]}
            />
          </Section>
          {canReadAudit && (
            <Link to="/office/audit" search={{ user_id: user.id }} className="text-sm font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink">
              {t("users.didWhat")}
            </Link>
          )}
          {user.role === "customer" && may("customers.read") && (
            <Link to="/office/customers/$customerId" params={{ customerId: user.id }} className="text-sm font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink">
              {t("users.asCustomer")}
            </Link>
          )}
        </>
      }
    />
  );
}

export function UserPage() {
  const { t } = useTranslation("identity");
  return (
    <NeedsRight right="users.read" title={t("users.title")}>
      <Record />
    </NeedsRight>
  );
}
