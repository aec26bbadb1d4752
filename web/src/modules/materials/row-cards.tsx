// Rows with their members below each other: one card a row on a phone, and services beside each other for parameters.
import { ChevronDown } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "@/ui/cx";
import { Badge } from "@/ui/status";
import { Cell } from "./cell";
import { fieldLabel, kindLabel } from "./complaints";
import { kindOf, rowName, type KindId, type Row } from "./kinds";
import { RowMenu } from "./row-menu";
import { fieldsFor, walk } from "./row-table";
import { useShown } from "./shown";

interface Props {
  kind: KindId;
  rows: Row[];
  onCopy: (row: Row) => void;
}

/** On a phone: the name, and all values when it is opened. */
export function RowCards({ kind, rows, onCopy }: Props) {
  const { t } = useTranslation("materials");
  const shown = useShown();
  const fields = kindOf(kind).fields;
  const telling = fields.filter((field) => field.type === "money" || field.type === "share").slice(0, 2);
  return (
    <ul data-catalogue={kind} aria-label={kindLabel(kind)} className="grid">
      {rows.map((row) => (
        <li key={row.id} className="border-b border-line">
          <details className="group">
            <summary className="flex min-h-14 cursor-pointer list-none items-center gap-3 py-2 [&::-webkit-details-marker]:hidden">
              <span className="min-w-0 flex-1">
                <span className={cx("block truncate font-medium", !row.active && "text-ink-3")}>{rowName(row)}</span>
                <span className="tabular block truncate text-sm text-ink-2">
                  {telling.map((field) => `${shown.text(field, row[field.name])} ${shown.unit(field)}`).join(" · ")}
                </span>
              </span>
              {!row.active && <Badge>{t("off")}</Badge>}
              <ChevronDown className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-180" aria-hidden />
            </summary>
            <dl className="grid gap-1 pb-1">
              {fieldsFor(fields, [row], shown.modelsOf).map((field) => (
                <div key={field.name} className="grid grid-cols-[minmax(0,1fr)_minmax(0,11rem)] items-center gap-2">
                  <dt className="text-sm text-ink-2">
                    {fieldLabel(field.name)}
                    {shown.unit(field) && <span className="text-ink-3">, {shown.unit(field)}</span>}
                  </dt>
                  <dd className="grid min-h-11 min-w-0 content-center rounded-md bg-sunken/60">
                    <Cell kind={kind} row={row} field={field} />
                  </dd>
                </div>
              ))}
            </dl>
            {shown.mayEdit && (
              <div className="flex justify-end pb-3">
                <RowMenu kind={kind} row={row} onCopy={onCopy} />
              </div>
            )}
          </details>
        </li>
      ))}
    </ul>
  );
}

/** Parameters: a line for each, a column for each service. */
export function Sheet({ kind, rows, onCopy }: Props) {
  const { t } = useTranslation("materials");
  const shown = useShown();
  const fields = kindOf(kind).fields.filter((field) => field.name !== "service");
  const nameOf = (row: Row) => shown.text(kindOf(kind).fields[0]!, row.service);
  const template = `minmax(14rem, 22rem) repeat(${rows.length}, minmax(9rem, 14rem))`;
  return (
    <div role="grid" aria-label={kindLabel(kind)} data-catalogue={kind} onKeyDown={walk} className="min-w-fit">
      <div role="row" style={{ gridTemplateColumns: template }} className="sticky top-0 z-[2] grid items-center gap-x-3 border-b border-line bg-bg pb-1">
        <span role="columnheader" className="sr-only">
          {t("parameter")}
        </span>
        {rows.map((row) => (
          <div key={row.id} role="columnheader" className="col-start-auto flex items-center justify-between gap-2 text-sm font-medium first-of-type:col-start-2">
            <span className="truncate px-2">{nameOf(row)}</span>
            {shown.mayEdit && <RowMenu kind={kind} row={row} onCopy={onCopy} />}
          </div>
        ))}
      </div>
      {fields.map((field) => (
        <div key={field.name} role="row" data-row style={{ gridTemplateColumns: template }} className="grid min-h-11 items-center gap-x-3 border-b border-line hover:bg-hover/50">
          <div role="rowheader" className="pr-2 pl-6 text-sm">
            {fieldLabel(field.name)}
            {shown.unit(field) && <span className="text-ink-3">, {shown.unit(field)}</span>}
          </div>
          {rows.map((row) => (
            <div key={row.id} role="gridcell" className="min-w-0">
              <Cell kind={kind} row={row} field={field} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
