// All roles side by side: one column for each, rows by the part of the program. The built-in ones are to read, the company's own
// to tick. Scrolls sideways where there is no room, with the rights staying in sight.
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "@/ui/cx";
import { rightKey, Tick } from "../rights-table";
import { areasOf, keyOfRole, rightsOfArea, usersInRole, type Right, type RoleView } from "../roles";
import { useRoleName } from "../user-words";
import { RoleMenu, type RoleTask } from "./role-menu";
import type { RoleDraft } from "./use-role-draft";

export interface RolesProps {
  roles: RoleView[];
  all: Right[];
  mine: string | undefined;
  draft: RoleDraft;
  mayManage: boolean;
  mayChange: (role: RoleView, right: Right) => boolean;
  onTask: (task: RoleTask) => void;
}

export function PeopleLink({ role }: { role: RoleView }) {
  const { t } = useTranslation("identity");
  const roleName = useRoleName();
  if (role.user_count === 0) return <span className="font-normal text-ink-3">{t("roles.people", { count: 0 })}</span>;
  return (
    <Link
      to="/office/users"
      search={usersInRole(role)}
      aria-label={t("roles.peopleIn", { count: role.user_count, name: roleName(role.role, role.id && role.name) })}
      className="font-normal whitespace-nowrap underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      {t("roles.people", { count: role.user_count })}
    </Link>
  );
}

function Heading({ role, isMine, mayManage, onTask }: { role: RoleView; isMine: boolean } & Pick<RolesProps, "mayManage" | "onTask">) {
  const { t } = useTranslation("identity");
  const roleName = useRoleName();
  return (
    <th
      scope="col"
      title={role.id ? role.description : t(`roles.what.${role.role}`)}
      className={cx("min-w-24 px-2 py-3 text-center align-bottom text-xs font-medium", isMine ? "bg-accent-soft text-accent-ink" : "text-ink-2")}
    >
      <span className="mx-auto line-clamp-2 block max-w-36 break-words">{roleName(role.role, role.id && role.name)}</span>
      <span className="mt-1 block">
        <PeopleLink role={role} />
      </span>
      {mayManage && <RoleMenu role={role} onTask={onTask} />}
    </th>
  );
}

export function RightsMatrix({ roles, all, mine, draft, mayManage, mayChange, onTask }: RolesProps) {
  const { t } = useTranslation("identity");
  const roleName = useRoleName();
  const tint = (role: RoleView) => keyOfRole(role) === mine && "bg-accent-soft";
  const cell = (role: RoleView, right: Right) => {
    const isGiven = draft.rightsOf(role).includes(right);
    if (!role.id || !mayManage) return <Tick isGiven={isGiven} />;
    return (
      <label className="mx-auto grid size-8 cursor-pointer place-items-center rounded-md hover:bg-hover coarse:size-11">
        <input
          type="checkbox"
          className={cx("size-4 accent-(--accent)", isGiven !== role.rights.includes(right) && "outline-2 outline-offset-2 outline-accent")}
          aria-label={`${roleName(role.role, role.name)}: ${t(`roles.rights.${rightKey(right)}`)}`}
          checked={isGiven}
          disabled={!mayChange(role, right)}
          onChange={() => draft.toggle(role, right)}
        />
      </label>
    );
  };
  return (
    <div className="overflow-x-auto rounded-xl bg-surface shadow-card" tabIndex={0} role="region" aria-label={t("roles.title")}>
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 z-10 bg-surface px-4 py-3 text-left align-bottom text-xs font-medium text-ink-3">
              {t("roles.right")}
            </th>
            {roles.map((role) => (
              <Heading key={keyOfRole(role)} role={role} isMine={keyOfRole(role) === mine} mayManage={mayManage} onTask={onTask} />
            ))}
          </tr>
        </thead>
        <tbody>
          {areasOf(all).map((area) => (
            <Fragment key={area}>
              <tr>
                <th scope="rowgroup" className="sticky left-0 z-10 border-t border-line bg-surface px-4 pt-4 pb-1 text-left text-xs font-semibold whitespace-nowrap">
                  {t(`roles.areas.${area as "quotes"}`)}
                </th>
                {roles.map((role) => (
                  <td key={keyOfRole(role)} className={cx("border-t border-line", tint(role))} />
                ))}
              </tr>
              {rightsOfArea(all, area).map((right) => (
                <tr key={right} className="group">
                  <th scope="row" className="sticky left-0 z-10 min-w-52 bg-surface px-4 py-1.5 text-left font-normal text-ink-2 group-hover:text-ink">
                    {t(`roles.rights.${rightKey(right)}`)}
                  </th>
                  {roles.map((role) => (
                    <td key={keyOfRole(role)} className={cx("px-2 py-1 text-center", tint(role))}>
                      {cell(role, right)}
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
