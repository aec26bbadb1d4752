// What roles may do: one column for each role, rows by the part of the program. A tick says yes; a blank says no.
import { Check } from "lucide-react";
import { Fragment } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "@/ui/cx";
import { areas, rightsOfArea, roleRights, type GivenRole, type Right } from "./roles";
import { useRoleName } from "./user-words";

const keyOf = (right: Right) => right.replace(".", "_") as "quotes_read";

function Tick({ isGiven }: { isGiven: boolean }) {
  const { t } = useTranslation("identity");
  return isGiven ? (
    <span className="inline-grid size-6 place-items-center rounded-full bg-good-soft text-good">
      <Check className="size-3.5" strokeWidth={3} role="img" aria-label={t("roles.yes")} />
    </span>
  ) : (
    <span className="inline-block h-0.5 w-2.5 rounded-full bg-line-strong" role="img" aria-label={t("roles.no")} />
  );
}

/** All roles side by side; scrolls sideways where there is no room, with the rights staying in sight. */
export function RightsMatrix({ roles, mine }: { roles: readonly GivenRole[]; mine?: string }) {
  const { t } = useTranslation("identity");
  const roleName = useRoleName();
  return (
    <div className="overflow-x-auto rounded-xl bg-surface shadow-card" tabIndex={0} role="region" aria-label={t("roles.title")}>
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 z-10 bg-surface px-4 py-3 text-left text-xs font-medium text-ink-3">
              {t("roles.right")}
            </th>
            {roles.map((role) => (
              <th key={role} scope="col" title={t(`roles.what.${role}`)} className={cx("px-2 py-3 text-center text-xs font-medium", role === mine ? "bg-accent-soft text-accent-ink" : "text-ink-2")}>
                {roleName(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <Fragment key={area}>
              <tr>
                <th scope="rowgroup" className="sticky left-0 z-10 border-t border-line bg-surface px-4 pt-4 pb-1 text-left text-xs font-semibold whitespace-nowrap">
                  {t(`roles.areas.${area as "quotes"}`)}
                </th>
                {roles.map((role) => (
                  <td key={role} className={cx("border-t border-line", role === mine && "bg-accent-soft")} />
                ))}
              </tr>
              {rightsOfArea(area).map((right) => (
                <tr key={right} className="group">
                  <th scope="row" className="sticky left-0 z-10 min-w-52 bg-surface px-4 py-1.5 text-left font-normal text-ink-2 group-hover:text-ink">
                    {t(`roles.rights.${keyOf(right)}`)}
                  </th>
                  {roles.map((role) => (
                    <td key={role} className={cx("px-2 py-1.5 text-center", role === mine && "bg-accent-soft")}>
                      <Tick isGiven={(roleRights[role] as readonly Right[]).includes(right)} />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What one person may do, by the part of the program. */
export function RightsList({ rights }: { rights: readonly string[] }) {
  const { t } = useTranslation("identity");
  return (
    <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
      {areas.map((area) => (
        <section key={area} className="grid content-start gap-2">
          <h2 className="text-sm font-semibold">{t(`roles.areas.${area as "quotes"}`)}</h2>
          <ul className="grid gap-1.5">
            {rightsOfArea(area).map((right) => (
              <li key={right} className={cx("flex items-center gap-2.5 text-sm", rights.includes(right) ? "text-ink" : "text-ink-3")}>
                <span className="grid size-6 shrink-0 place-items-center">
                  <Tick isGiven={rights.includes(right)} />
                </span>
                {t(`roles.rights.${keyOf(right)}`)}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
