// Rows of the catalogue below each other, every value a cell that can be written in. The first column stays while one scrolls
// to the others; j, k and the arrows walk, Enter or e writes. Tab stops once in all the cells: it leads to the last one and on.
import { useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "@/ui/cx";
import { BulkBar } from "@/ui/record-table/bulk-bar";
import { useListKeys } from "@/ui/record-table/use-list-keys";
import { useSelection } from "@/ui/record-table/use-selection";
import { bulkActions, chosenOf, isChoosable } from "./choose";
import { Cell, isNumeric } from "./cell";
import { fieldLabel, kindLabel } from "./complaints";
import { useDraft } from "./draft";
import { notePrices } from "./try-price";
import { kindOf, rowName, type Field, type FieldType, type KindId, type Row } from "./kinds";
import { RowMenu } from "./row-menu";
import { catalogueKey } from "./rows";
import { useShown, type Shown } from "./shown";

const widths: Record<FieldType, number> = { text: 232, code: 168, number: 120, whole: 112, share: 112, money: 128, flag: 96, one: 176, many: 176, words: 152, model: 136, profile: 200 };
const MENU = 52;
const BOX = 28;

/** The fields that matter for these rows: what no row's services are reckoned by is left out. */
export function fieldsFor(fields: Field[], rows: Row[], modelsOf: Shown["modelsOf"]): Field[] {
  const models = new Set(rows.flatMap(modelsOf));
  return fields.filter((field) => !field.models || rows.length === 0 || field.models.some((model) => models.has(model)));
}

export interface Sorting {
  field: string;
  isDescending: boolean;
}

/** In the order of a column: numbers by size, texts as people read them, what is empty last. */
export function sorted(rows: Row[], fields: Field[], sorting: Sorting | undefined, shown: Pick<Shown, "text">, language: string): Row[] {
  const field = sorting && fields.find((one) => one.name === sorting.field);
  if (!field) return rows;
  const sign = sorting.isDescending ? -1 : 1;
  const compare = (a: Row, b: Row): number => {
    const [one, other] = [a[field.name], b[field.name]];
    if (typeof one === "number" && typeof other === "number") return sign * (one - other);
    const [left, right] = [shown.text(field, one), shown.text(field, other)];
    if (!left || !right) return Number(!left) - Number(!right);
    return sign * left.localeCompare(right, language, { numeric: true });
  };
  return [...rows].sort(compare);
}

function Heading({ field, unit, sorting, onSort, before }: { field: Field; unit: string; sorting: Sorting | undefined; onSort: (field: string) => void; before?: ReactNode }) {
  const isSorted = sorting?.field === field.name;
  const Arrow = sorting?.isDescending ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-sort={isSorted ? (sorting.isDescending ? "descending" : "ascending") : undefined}
      className={cx("flex min-w-0 items-end self-stretch px-2", isNumeric(field) && "justify-end text-right", "first:sticky first:left-0 first:z-[1] first:bg-bg first:pl-6", before && "gap-3 !pl-4")}
    >
      {before}
      <button type="button" onClick={() => onSort(field.name)} className={cx("-mx-1 min-w-0 rounded-sm px-1 py-1 text-left leading-tight hover:text-ink", isNumeric(field) && "text-right", isSorted && "text-ink")}>
        {fieldLabel(field.name)}
        {unit && <span className="font-normal">, {unit}</span>}
        {isSorted && <Arrow className="ml-1 inline size-3" aria-hidden />}
      </button>
    </div>
  );
}

interface LineProps {
  kind: KindId;
  row: Row;
  fields: Field[];
  template: string;
  index: number;
  isCurrent: boolean;
  mayEdit: boolean;
  onCopy: (row: Row) => void;
  isChosen: boolean;
  /** False while what was written in the row is not saved. */
  isFree: boolean;
  onToggle: (id: string) => void;
}

const Line = memo(function Line({ kind, row, fields, template, index, isCurrent, mayEdit, onCopy, isChosen, isFree, onToggle }: LineProps) {
  const { t } = useTranslation(["materials", "ui"]);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      data-current={isCurrent || undefined}
      style={{ gridTemplateColumns: template }}
      className={cx("group/row grid min-h-11 items-center border-b border-line hover:bg-hover/50 data-current:bg-hover", !row.active && "text-ink-3")}
    >
      {fields.map((field, place) => (
        <div
          key={field.name}
          role={place === 0 ? "rowheader" : "gridcell"}
          className={cx(
            "min-w-0",
            place === 0 &&
              "sticky left-0 z-[1] flex h-full items-center bg-bg pl-4 font-medium shadow-[inset_0_0_0_0_var(--accent)] group-hover/row:bg-hover group-data-current/row:bg-hover group-data-current/row:shadow-[inset_2px_0_0_var(--accent)]",
          )}
        >
          {place === 0 && mayEdit && (
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={t("ui:table.choose", { name: rowName(row) })}
              title={isFree ? undefined : t("bulk.notSaved")}
              checked={isChosen}
              disabled={!isFree}
              onChange={() => onToggle(row.id)}
              className="mr-1 size-4 shrink-0 accent-(--accent) disabled:opacity-40"
            />
          )}
          {place === 0 ? (
            <div className="min-w-0 flex-1 *:w-full">
              <Cell kind={kind} row={row} field={field} />
            </div>
          ) : (
            <Cell kind={kind} row={row} field={field} />
          )}
        </div>
      ))}
      <div role="gridcell" data-cell="focus" className="grid place-items-center">
        {mayEdit && <RowMenu kind={kind} row={row} onCopy={onCopy} />}
      </div>
    </div>
  );
});

/** Arrows walk from cell to cell while nobody writes. */
export function walk(event: React.KeyboardEvent<HTMLElement>): void {
  const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const step = steps[event.key];
  const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-cell]");
  if (!step || !cell || event.target instanceof HTMLInputElement || (event.target as HTMLElement).role === "listbox") return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const cellsOf = (line: HTMLElement | undefined) => [...(line?.querySelectorAll<HTMLElement>("[data-cell]") ?? [])];
  const at = lines.findIndex((line) => line.contains(cell));
  const place = cellsOf(lines[at]).indexOf(cell);
  const next = cellsOf(lines[at + step[0]])[place + step[1]];
  next?.querySelector<HTMLElement>("button")?.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
  event.preventDefault();
}

/** Leaves Tab one cell to stop at: the one that was focused last, at first the first. */
function leaveOneStop(grid: HTMLElement, at?: EventTarget): void {
  const stops = [...grid.querySelectorAll<HTMLElement>("[data-cell] button")];
  const focused = at instanceof HTMLElement && stops.includes(at) ? at : undefined;
  const one = focused ?? stops.find((stop) => stop.tabIndex === 0 && stop.hasAttribute("tabindex")) ?? stops[0];
  for (const stop of stops) stop.tabIndex = stop === one ? 0 : -1;
}

interface TableProps {
  kind: KindId;
  rows: Row[];
  hasKeys: boolean;
  onCopy: (row: Row) => void;
  /** In which table of the page rows are chosen: in one at a time. */
  chosenIn: KindId | undefined;
  onChoose: (kind: KindId) => void;
}

export function RowTable({ kind, rows: given, hasKeys, onCopy, chosenIn, onChoose }: TableProps) {
  const { t, i18n } = useTranslation(["materials", "ui"]);
  const shown = useShown();
  const client = useQueryClient();
  const draft = useDraft();
  const selection = useSelection(kind);
  const { toggle, clear } = selection;
  const onToggle = useCallback(
    (id: string) => {
      onChoose(kind);
      toggle(id);
    },
    [onChoose, kind, toggle],
  );
  useEffect(() => {
    if (chosenIn !== undefined && chosenIn !== kind) clear();
  }, [chosenIn, kind]);
  const [sorting, setSorting] = useState<Sorting>();
  const [current, setCurrent] = useState(-1);
  const all = kindOf(kind).fields;
  const fields = useMemo(() => fieldsFor(all, given, shown.modelsOf), [all, given, shown.modelsOf]);
  const rows = useMemo(() => sorted(given, all, sorting, shown, i18n.language), [given, all, sorting, shown, i18n.language]);
  const chosen = useMemo(() => chosenOf(selection, given, draft), [selection, given, draft]);
  const choosable = rows.filter((row) => isChoosable(row, draft));
  const actions = useMemo(() => (shown.mayEdit ? bulkActions(kind, (key) => t(key)) : []), [shown.mayEdit, kind, t]);
  const box = shown.mayEdit ? BOX : 0;
  const template = `${fields.map((field, place) => (field.name === "source_note" ? "minmax(20rem, 1fr)" : `${widths[field.type] + (place === 0 ? box : 0)}px`)).join(" ")} ${MENU}px`;
  const cellsAt = (index: number) => document.querySelector(`[data-catalogue="${kind}"] [data-row="${index}"] [data-cell="open"] button`) as HTMLElement | null;
  useListKeys({
    total: hasKeys ? rows.length : 0,
    current,
    move: (index) => {
      setCurrent(index);
      cellsAt(index)?.scrollIntoView({ block: "nearest" });
    },
    open: (index) => cellsAt(index)?.click(),
    edit: (index) => cellsAt(index)?.click(),
    choose: (index) => {
      const row = rows[index];
      if (row && shown.mayEdit && isChoosable(row, draft)) onToggle(row.id);
    },
    clear: () => {
      setCurrent(-1);
      selection.clear();
    },
  });
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => leaveOneStop(grid.current!));
  const sort = (field: string) =>
    setSorting((before) => (before?.field !== field ? { field, isDescending: false } : before.isDescending ? undefined : { field, isDescending: true }));
  const chooseAll = shown.mayEdit && (
    <input
      type="checkbox"
      aria-label={t("ui:table.chooseShown")}
      checked={chosen.ids.size > 0 && chosen.ids.size === choosable.length}
      ref={(one) => {
        if (one) one.indeterminate = chosen.ids.size > 0 && chosen.ids.size < choosable.length;
      }}
      onChange={() => {
        onChoose(kind);
        if (chosen.ids.size > 0) selection.clear();
        else selection.choose(choosable.map((row) => row.id));
      }}
      className="mb-1 size-4 shrink-0 accent-(--accent)"
    />
  );
  const onDone = () => {
    for (const about of ["offer", "price"]) void client.invalidateQueries({ queryKey: [about] });
    notePrices();
  };
  return (
    <>
      <div
        ref={grid}
        role="grid"
        aria-label={kindLabel(kind)}
        aria-rowcount={rows.length + 1}
        data-catalogue={kind}
        onKeyDown={walk}
        onFocus={(event) => leaveOneStop(event.currentTarget, event.target)}
        className="min-w-fit"
      >
        <div role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }} className="sticky top-0 z-[2] grid min-h-9 items-end border-b border-line bg-bg pb-1 text-xs font-medium text-ink-3">
          {fields.map((field, place) => (
            <Heading key={field.name} field={field} unit={shown.unit(field)} sorting={sorting} onSort={sort} before={place === 0 && chooseAll} />
          ))}
          <div role="columnheader" className="sr-only">
            {t("actions")}
          </div>
        </div>
        {rows.map((row, index) => (
          <Line
            key={row.id}
            kind={kind}
            row={row}
            fields={fields}
            template={template}
            index={index}
            isCurrent={index === current}
            mayEdit={shown.mayEdit}
            onCopy={onCopy}
            isChosen={chosen.ids.has(row.id)}
            isFree={isChoosable(row, draft)}
            onToggle={onToggle}
          />
        ))}
      </div>
      {actions.length > 0 && <BulkBar actions={actions} selection={chosen} total={chosen.ids.size} filter="" queryKey={catalogueKey(kind)} onDone={onDone} />}
    </>
  );
}
