// Roles and standing in words.
import { useCallback } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Status } from "@/ui/status";
import type { Role } from "./roles";

/** The name of a role; of one that the company made its own name. */
export function useRoleName(): (role: Role, ownName?: string | null) => string {
  const { t, i18n } = useTranslation("identity");
  // The language changes all texts.
  return useCallback((role, ownName) => ownName || t(`roles.names.${role}`), [t, i18n.language]);
}

export function StandingTag({ user }: { user: { is_active: boolean; invited_at?: string | null } }) {
  const { t } = useTranslation("identity");
  if (!user.is_active)
    return (
      <Status tone="quiet" icon="ended">
        {t("users.inactive")}
      </Status>
    );
  if (user.invited_at)
    return (
      <Status tone="info" icon="waiting">
        {t("users.invited")}
      </Status>
    );
  return (
    <Status tone="good" icon="done">
      {t("users.active")}
    </Status>
  );
}
