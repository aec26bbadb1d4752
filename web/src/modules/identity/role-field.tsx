// Choosing a role: each says in a sentence what it is for.
import { useTranslation } from "@/app/i18n/texts";
import { Field, Select } from "@/ui/field";
import type { GivenRole } from "./roles";
import { useRoleName } from "./user-words";

interface Props {
  roles: readonly GivenRole[];
  value: GivenRole;
  onChange: (role: GivenRole) => void;
  error?: string;
  /** Why it cannot be changed. */
  why?: string;
}

export function RoleField({ roles, value, onChange, error, why }: Props) {
  const { t } = useTranslation("identity");
  const roleName = useRoleName();
  const offered = roles.includes(value) ? roles : [value, ...roles];
  return (
    <Field label={t("users.fields.role")} hint={why ?? t(`roles.what.${value}`)} error={error}>
      <Select disabled={!!why} value={value} onChange={(event) => onChange(event.target.value as GivenRole)}>
        {offered.map((role) => (
          <option key={role} value={role}>
            {roleName(role)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
