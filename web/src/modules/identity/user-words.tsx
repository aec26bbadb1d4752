// Roles and standing in words.
import { useCallback } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Status } from "@/ui/status";
import type { Role } from "./roles";

export function useRoleName(): (role: Role) => string {
  const { t, i18n } = useTranslation("identity");
  // The language changes all texts.
  return useCallback((role) => t(`roles.names.${role}`), [t, i18n.language]);
}

export function StandingTag({ isActive }: { isActive: boolean }) {
  const { t } = useTranslation("identity");
  return isActive ? (
    <Status tone="good" icon="done">
      {t("users.active")}
    </Status>
  ) : (
    <Status tone="quiet" icon="ended">
      {t("users.inactive")}
    </Status>
  );
}
