// The built-in roles side by side; on a phone one after the other.
import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { NeedsRight } from "@/app/needs-right";
import { useSession } from "@/app/session";
import { PageTitle } from "@/ui/page-title";
import { StatusFilter } from "@/ui/status-filter";
import { usePhone } from "@/ui/use-media";
import { RightsList, RightsMatrix } from "./rights-table";
import { roleRights, roles, type GivenRole } from "./roles";
import { useRoleName } from "./user-words";

function Roles() {
  const { t } = useTranslation("identity");
  const { me } = useSession();
  const isPhone = usePhone();
  const roleName = useRoleName();
  const own = roles.find((role) => role === me?.role);
  const [chosen, setChosen] = useState<GivenRole>(own ?? "manager");
  return (
    <div className="mx-auto max-w-6xl">
      <Link to="/office/users" className="-ml-1 inline-flex h-8 items-center gap-1 rounded-md px-1 text-sm text-ink-3 hover:text-ink coarse:h-10">
        <ChevronLeft className="size-4" aria-hidden />
        {t("users.title")}
      </Link>
      <PageTitle title={t("roles.title")}>{t("roles.intro")}</PageTitle>
      {isPhone ? (
        <>
          <StatusFilter
            label={t("users.fields.role")}
            groups={roles.map((role) => ({ value: role, label: roleName(role) }))}
            value={chosen}
            onChange={(role) => role && setChosen(role as GivenRole)}
          />
          <p className="mb-6 text-sm text-ink-2">{t(`roles.what.${chosen}`)}</p>
          <RightsList rights={roleRights[chosen]} />
        </>
      ) : (
        <>
          <RightsMatrix roles={roles} mine={own} />
          <dl className="mt-8 grid gap-x-10 gap-y-3 text-sm sm:grid-cols-2">
            {roles.map((role) => (
              <div key={role} className="flex gap-3">
                <dt className="w-32 shrink-0 font-medium">{roleName(role)}</dt>
                <dd className="text-ink-2">{t(`roles.what.${role}`)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}

export function RolesPage() {
  const { t } = useTranslation("identity");
  return (
    <NeedsRight right="users.read" title={t("roles.title")}>
      <Roles />
    </NeedsRight>
  );
}
