import { Copy, Ellipsis, Trash2 } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { IconButton } from "@/ui/button";
import { Menu, MenuItem } from "@/ui/menu";
import { remove } from "./edits";
import { rowName, type KindId, type Row } from "./kinds";

/** What can be done with a row as a whole. */
export function RowMenu({ kind, row, onCopy }: { kind: KindId; row: Row; onCopy: (row: Row) => void }) {
  const { t } = useTranslation("materials");
  return (
    <Menu
      trigger={
        <IconButton label={t("actionsFor", { name: rowName(row) })} className="size-8">
          <Ellipsis className="size-4" aria-hidden />
        </IconButton>
      }
    >
      <MenuItem icon={Copy} onSelect={() => onCopy(row)}>
        {t("copy")}
      </MenuItem>
      <MenuItem icon={Trash2} danger onSelect={() => remove(kind, row)}>
        {t("remove")}
      </MenuItem>
    </Menu>
  );
}
