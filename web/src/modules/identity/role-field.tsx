// Choosing a role: each says in a sentence what it is for.
import { useTranslation } from "@/app/i18n/texts";
import { useSession } from "@/app/session";
import { Field, Select } from "@/ui/field";
import { keyOfRole, mayGive, useRoles, type RoleView } from "./roles";
import { useRoleName } from "./user-words";

interface Props {
  /** As keyOfRole names them. */
  value: string;
  onChange: (key: string) => void;
  error?: string;
  /** Why it cannot be changed. */
  why?: string;
  /** Without customers, who register themselves. */
  onlyStaff?: boolean;
}

/** The roles that one may give; of those that one may not, only the one that is chosen already. */
function useOffered(value: string, onlyStaff: boolean | undefined): RoleView[] {
  const { me } = useSession();
  const roles = useRoles().data?.items ?? [];
  return roles.filter((role) => keyOfRole(role) === value || (!!me && mayGive(me, role) && !(onlyStaff && role.role === "customer")));
}

export function RoleField({ value, onChange, error, why, onlyStaff }: Props) {
  const { t } = useTranslation("identity");
  const roleName = useRoleName();
  const offered = useOffered(value, onlyStaff);
  const chosen = offered.find((role) => keyOfRole(role) === value);
  const nameOf = (role: RoleView) => roleName(role.role, role.id && role.name);
  const own = offered.filter((role) => role.id);
  const option = (role: RoleView) => (
    <option key={keyOfRole(role)} value={keyOfRole(role)}>
      {nameOf(role)}
    </option>
  );
  return (
    <Field label={t("users.fields.role")} hint={why ?? (chosen?.id ? chosen.description || undefined : chosen && t(`roles.what.${chosen.role}`))} error={error}>
      <Select disabled={!!why} value={value} onChange={(event) => onChange(event.target.value)}>
        {offered.filter((role) => !role.id).map(option)}
        {own.length > 0 && <optgroup label={t("roles.own")}>{own.map(option)}</optgroup>}
      </Select>
    </Field>
  );
}
