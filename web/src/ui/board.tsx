// Records as cards in columns, one column per state. A card is dragged along legal steps only; everywhere else the column says
// why not. The same moves stand in the card's menu, for the keyboard and for fingers.
import { Ellipsis } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { IconButton } from "./button";
import { cx } from "./cx";
import { number } from "./format";
import { Menu, MenuItem, MenuLabel } from "./menu";
import { Skeleton } from "./skeleton";

export interface BoardColumn<Row> {
  id: string;
  title: ReactNode;
  name: string;
  rows: Row[];
  total: number;
  isPending: boolean;
  /** The list with everything that does not fit here. */
  more?: ReactNode;
}

interface Props<Row extends { id: string }> {
  label: string;
  columns: BoardColumn<Row>[];
  columnOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  card: (row: Row) => ReactNode;
  /** Why the card cannot go there; undefined when it can. */
  hindrance: (row: Row, column: string) => string | undefined;
  onMove: (row: Row, column: string) => void;
  onRefused: (row: Row, reason: string) => void;
}

/** How many stand in a column: what is shown, and what its answer counted but did not send. */
export const boardTotal = (shown: number, answer: { items: unknown[]; total?: number | null } | undefined) =>
  shown + Math.max(0, (answer?.total ?? 0) - (answer?.items.length ?? 0));

interface CardProps<Row extends { id: string }> {
  row: Row;
  props: Props<Row>;
  isDragged: boolean;
  onDrag: (row: Row | undefined) => void;
}

function Card<Row extends { id: string }>({ row, props, isDragged, onDrag }: CardProps<Row>) {
  const { t } = useTranslation("ui");
  const here = props.columnOf(row);
  return (
    <li
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", row.id);
        onDrag(row);
      }}
      onDragEnd={() => onDrag(undefined)}
      className={cx("group relative rounded-lg bg-surface p-3 text-sm shadow-card transition-opacity", isDragged && "opacity-40")}
    >
      {props.card(row)}
      <div className="absolute top-1.5 right-1.5">
        <Menu
          trigger={
            <IconButton label={t("board.move", { name: props.nameOf(row) })} className="size-7">
              <Ellipsis className="size-4" aria-hidden />
            </IconButton>
          }
        >
          <MenuLabel>{t("board.moveTo")}</MenuLabel>
          {props.columns
            .filter((column) => column.id !== here)
            .map((column) => {
              const why = props.hindrance(row, column.id);
              return (
                <MenuItem key={column.id} disabled={!!why} why={why} onSelect={() => props.onMove(row, column.id)}>
                  {column.name}
                </MenuItem>
              );
            })}
        </Menu>
      </div>
    </li>
  );
}

export function Board<Row extends { id: string }>(props: Props<Row>) {
  const { t } = useTranslation("ui");
  const [dragged, setDragged] = useState<Row>();
  const [over, setOver] = useState<string>();
  const drop = (column: string) => {
    setOver(undefined);
    setDragged(undefined);
    if (!dragged || props.columnOf(dragged) === column) return;
    const why = props.hindrance(dragged, column);
    if (why) props.onRefused(dragged, why);
    else props.onMove(dragged, column);
  };
  return (
    <div role="group" aria-label={props.label} tabIndex={0} data-focus-quietly className="-mx-4 flex min-h-0 flex-1 gap-3 max-sm:scroll-px-4 max-sm:snap-x overflow-x-auto px-4 pb-2 sm:-mx-6 sm:px-6">
      {props.columns.map((column) => {
        const isHome = dragged && props.columnOf(dragged) === column.id;
        const why = dragged && !isHome ? props.hindrance(dragged, column.id) : undefined;
        const isOpen = dragged && !isHome && !why;
        return (
          <section
            key={column.id}
            aria-label={column.name}
            onDragOver={(event) => {
              if (!dragged) return;
              event.preventDefault(); // also over closed columns: dropping there says why not
              event.dataTransfer.dropEffect = "move";
              if (over !== column.id) setOver(column.id);
            }}
            onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node) && setOver(undefined)}
            onDrop={(event) => {
              event.preventDefault();
              drop(column.id);
            }}
            className={cx(
              "flex w-68 shrink-0 snap-start flex-col rounded-xl bg-sunken/70 ring-inset max-sm:w-[85vw]",
              isOpen && "ring-1 ring-accent",
              isOpen && over === column.id && "bg-accent-soft ring-2",
              dragged && !isHome && why && "opacity-60",
            )}
          >
            <header className="flex h-11 shrink-0 items-center justify-between gap-2 px-3">
              {column.title}
              <span className="tabular text-sm text-ink-3">{column.isPending ? "" : number(column.total, 0)}</span>
            </header>
            {dragged && why && over === column.id && <p className="px-3 pb-2 text-xs text-ink-2">{why}</p>}
            <ul aria-label={column.name} className="grid min-h-24 content-start gap-2 overflow-y-auto px-2 pb-2">
              {column.isPending && [0, 1].map((index) => <li key={index}><Skeleton className="h-20" /></li>)}
              {column.rows.map((row) => (
                <Card key={row.id} row={row} props={props} isDragged={dragged?.id === row.id} onDrag={setDragged} />
              ))}
              {!column.isPending && column.rows.length === 0 && <li className="py-6 text-center text-xs text-ink-3">{t("board.empty")}</li>}
              {column.rows.length < column.total && column.more && <li className="py-1 text-center text-sm">{column.more}</li>}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
