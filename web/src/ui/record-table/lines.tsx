// The rows on the screen: the only part of a list that is drawn anew while one scrolls.
import { memo, useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "../cx";
import { Skeleton } from "../skeleton";
import type { AnyRow, RecordColumn, RecordList } from "./column";
import { topFor } from "./drawn";
import { InlineEdit } from "./inline-edit";
import { followsRow } from "./row-link";
import { useDrawn } from "./use-drawn";
import type { Rows } from "./use-rows";

const HEAD = 36;
const ROW = 44;
const CARD = 92;
const WAITING = 12; // rows that stand for those nobody has counted yet

/** What the list may ask of its rows. */
export interface LinesHandle {
  scrollTo: (index: number) => void;
  /** The places that are drawn now. */
  shown: () => number[];
}

/** Marks a row for a moment when its version changes while one looks at it. */
function useNews(version: number | undefined): boolean {
  const known = useRef(version);
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    if (known.current !== undefined && version !== undefined && version !== known.current) {
      setNew(true);
      const timer = setTimeout(() => setNew(false), 1600);
      known.current = version;
      return () => clearTimeout(timer);
    }
    known.current = version;
  }, [version]);
  return isNew;
}

interface LineProps<Row extends AnyRow> {
  list: RecordList<Row>;
  row: Row | undefined;
  index: number;
  id: string;
  isCurrent: boolean;
  isChosen: boolean;
  columns: RecordColumn<Row>[];
  template: string;
  isPhone: boolean;
  onOpen: (index: number) => void;
  onToggle: (id: string) => void;
}

function CellOf<Row extends AnyRow>({ list, column, row }: { list: RecordList<Row>; column: RecordColumn<Row>; row: Row | undefined }) {
  if (!row) return <Skeleton className="h-3.5 w-2/3" />;
  if (!column.edit) return column.cell(row);
  return (
    <InlineEdit list={list} column={column} row={row}>
      {column.cell(row)}
    </InlineEdit>
  );
}

// Scrolling draws the rows that come in and leaves the others alone: all that a row is given stays the same object.
function LineOf<Row extends AnyRow>({ list, row, index, id, isCurrent, isChosen, columns, template, isPhone, onOpen, onToggle }: LineProps<Row>) {
  const { t } = useTranslation("ui");
  const height = isPhone ? CARD : ROW;
  const isNew = useNews(row?.version);
  const line = useRef<HTMLDivElement>(null);
  // Tab stops at the list and goes on behind it, past thousands of rows; what a row offers has keys, and its page has the links.
  useEffect(() => line.current?.querySelectorAll<HTMLElement>("a,button").forEach((stop) => (stop.tabIndex = -1)), [row, columns, isPhone]);
  const onClick = (event: React.MouseEvent) => {
    if (followsRow(event)) event.preventDefault();
    else if ((event.target as HTMLElement).closest("a,button,input,label") || getSelection()?.toString()) return;
    onOpen(index);
  };
  return (
    <div
      ref={line}
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-current={isCurrent || undefined}
      onClick={onClick}
      style={{ top: index * height, height, gridTemplateColumns: isPhone ? undefined : template }}
      className={cx(
        "absolute inset-x-0 cursor-pointer border-b border-line text-sm data-current:bg-hover hover:bg-hover/60 aria-selected:bg-accent-soft",
        "data-current:shadow-[inset_2px_0_0_var(--accent)]",
        isPhone ? "flex items-center px-4" : "grid items-center",
        isNew && "animate-news",
      )}
    >
      {isPhone ? (
        <div role="gridcell" className="min-w-0 flex-1">
          {row ? list.card(row) : <Skeleton className="h-12" />}
        </div>
      ) : (
        <>
          <div role="gridcell" className="grid place-items-center">
            {row && list.bulk.length > 0 && (
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={t("table.choose", { name: list.nameOf(row) })}
                checked={isChosen}
                onChange={() => onToggle(row.id)}
                className="size-4 accent-(--accent)"
              />
            )}
          </div>
          {columns.map((column, place) => (
            <div
              key={column.id}
              role={place === 0 ? "rowheader" : "gridcell"}
              className={cx("flex min-w-0 items-center px-2", column.align === "end" && "tabular justify-end pr-4 text-right")}
            >
              <CellOf list={list} column={column} row={row} />
            </div>
          ))}
        </>
      )}
    </div>
  );
}
const Line = memo(LineOf) as typeof LineOf;

interface LinesProps<Row extends AnyRow> {
  handle: Ref<LinesHandle>;
  scroller: HTMLDivElement;
  list: RecordList<Row>;
  rows: Rows<Row>;
  idOf: (index: number) => string;
  current: number;
  isChosen: (id: string) => boolean;
  columns: RecordColumn<Row>[];
  template: string;
  width: number;
  isPhone: boolean;
  onRange: (first: number, last: number) => void;
  onOpen: (index: number) => void;
  onToggle: (id: string) => void;
}

const between = (first: number, end: number) => Array.from({ length: end - first }, (_, step) => first + step);

export function Lines<Row extends AnyRow>(props: LinesProps<Row>) {
  const { rows, isPhone, list, scroller, onRange } = props;
  const height = isPhone ? CARD : ROW;
  const count = rows.isPending ? WAITING : rows.total;
  const { first, end } = useDrawn(scroller, height, count);
  useEffect(() => onRange(first, end), [onRange, first, end]);
  useImperativeHandle(props.handle, () => ({
    scrollTo: (index) => scroller.scrollTo({ top: topFor(index, scroller.scrollTop, scroller.clientHeight - (isPhone ? 0 : HEAD), height) }),
    shown: () => between(first, end),
  }));
  return (
    <div role="rowgroup" className="relative" style={{ height: count * height, minWidth: isPhone ? undefined : props.width }}>
      {between(first, end).map((index) => {
        const row = rows.at(index);
        return (
          <Line
            key={row?.id ?? index}
            list={list}
            row={row}
            index={index}
            id={props.idOf(index)}
            isCurrent={index === props.current}
            isChosen={!!row && props.isChosen(row.id)}
            columns={props.columns}
            template={props.template}
            isPhone={isPhone}
            onOpen={props.onOpen}
            onToggle={props.onToggle}
          />
        );
      })}
    </div>
  );
}
