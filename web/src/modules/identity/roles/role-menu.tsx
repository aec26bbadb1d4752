// What may be done with a role: try it, copy it, and with one of the company's own more.
import { Copy, Ellipsis, Eye, Pencil, Trash2 } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { useRoleTest } from "@/app/role-test";
import { useSession } from "@/app/session";
import { IconButton } from "@/ui/button";
import { Menu, MenuItem } from "@/ui/menu";
import { toastProblem } from "@/ui/toast";
import { mayGive, type RoleView } from "../roles";
import { useRoleName } from "../user-words";

export type RoleTask = { what: "create"; from?: RoleView } | { what: "change" | "remove"; role: RoleView };

interface Props {
  role: RoleView;
  onTask: (task: RoleTask) => void;
}

export function RoleMenu({ role, onTask }: Props) {
  const { t } = useTranslation("identity");
  const { me } = useSession();
  const roleName = useRoleName();
  const { begin } = useRoleTest();
  const isMine = !!role.id && role.id === me?.role_id;
  const isBeyond = !!me && !mayGive(me, role);
  const why = isMine ? t("roles.ownRole") : isBeyond ? t("roles.beyond") : undefined;
  return (
    <Menu
      trigger={
        <IconButton label={t("roles.actions", { name: roleName(role.role, role.id && role.name) })} className="!size-7 coarse:!size-10">
          <Ellipsis className="size-4" aria-hidden />
        </IconButton>
      }
    >
      <MenuItem
        icon={Eye}
        disabled={role.role === "owner" || isBeyond}
        why={role.role === "owner" ? t("roles.testOwner") : isBeyond ? t("roles.beyond") : undefined}
        onSelect={() => void begin({ role: role.role, role_id: role.id }).catch(toastProblem)}
      >
        {t("roles.test")}
      </MenuItem>
      <MenuItem icon={Copy} onSelect={() => onTask({ what: "create", from: role })}>
        {t("roles.copy")}
      </MenuItem>
      {role.id && (
        <>
          <MenuItem icon={Pencil} disabled={!!why} why={why} onSelect={() => onTask({ what: "change", role })}>
            {t("roles.rename")}
          </MenuItem>
          <MenuItem icon={Trash2} danger disabled={!!why} why={why} onSelect={() => onTask({ what: "remove", role })}>
            {t("roles.remove")}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
