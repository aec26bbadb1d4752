// Columns, export, and the same question as a command.
import { Columns3, Download, SquareTerminal, Ellipsis } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { IconButton } from "../button";
import { copyText } from "../clipboard";
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLine } from "../menu";
import { toast, toastProblem } from "../toast";
import type { AnyRow, RecordList } from "./column";
import { curlOf, queryText } from "./grammar";

interface Props<Row extends AnyRow> {
  list: RecordList<Row>;
  query: Record<string, string>;
  isShown: (id: string) => boolean;
  onToggle: (id: string) => void;
  onReset: () => void;
}

export function ListMenu<Row extends AnyRow>({ list, query, isShown, onToggle, onReset }: Props<Row>) {
  const { t } = useTranslation("ui");
  const asked = { ordering: list.defaultOrdering, ...query };
  const copyCurl = () => copyText(curlOf(location.origin, list.path, asked)).then(() => toast(t("table.copied")), toastProblem);
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("table.columns")} className="size-8 max-sm:hidden">
            <Columns3 className="size-4" aria-hidden />
          </IconButton>
        }
      >
        <MenuLabel>{t("table.columns")}</MenuLabel>
        {list.columns.map((column, index) => (
          <MenuCheck key={column.id} checked={isShown(column.id)} disabled={index === 0} onChange={() => onToggle(column.id)}>
            {column.label}
          </MenuCheck>
        ))}
        <MenuLine />
        <MenuItem onSelect={onReset}>{t("table.resetColumns")}</MenuItem>
      </Menu>
      <Menu
        trigger={
          <IconButton label={t("table.more")} className="size-8 coarse:size-10">
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      >
        {list.canExport !== false && (
          <MenuItem icon={Download} onSelect={() => location.assign(`${list.path}/export?${queryText(asked)}`)}>
            {t("table.export")}
          </MenuItem>
        )}
        <MenuItem icon={SquareTerminal} onSelect={() => void copyCurl()}>
          {t("table.copyCurl")}
        </MenuItem>
      </Menu>
    </>
  );
}
