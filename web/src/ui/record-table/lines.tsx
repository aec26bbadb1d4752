// The rows on the screen: the only part of a list that is drawn anew while one scrolls.
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "../cx";
import { Skeleton } from "../skeleton";
import type { AnyRow, RecordColumn, RecordList } from "./column";
import { InlineEdit } from "./inline-edit";
import type { Rows } from "./use-rows";

const ROW = 44;
const CARD = 92;

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
  top: number;
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
function LineOf<Row extends AnyRow>({ list, row, index, top, id, isCurrent, isChosen, columns, template, isPhone, onOpen, onToggle }: LineProps<Row>) {
  const { t } = useTranslation("ui");
  const isNew = useNews(row?.version);
  const onClick = (event: React.MouseEvent) => {
    if ((event.target as HTMLElement).closest("a,button,input,label") || getSelection()?.toString()) return;
    onOpen(index);
  };
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-current={isCurrent || undefined}
      onClick={onClick}
      style={{ transform: `translateY(${top}px)`, height: isPhone ? CARD : ROW, gridTemplateColumns: isPhone ? undefined : template }}
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

export function Lines<Row extends AnyRow>(props: LinesProps<Row>) {
  const { rows, isPhone, list } = props;
  const height = isPhone ? CARD : ROW;
  // Rows are keyed by what they show where they are drawn: a key of the virtualizer's own is asked for all 100,000 in every frame.
  const virtual = useVirtualizer({
    count: rows.isPending ? 12 : rows.total,
    getScrollElement: () => props.scroller,
    estimateSize: () => height,
    overscan: 8,
    useFlushSync: false,
    onChange: ({ range }) => range && props.onRange(range.startIndex, range.endIndex),
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  useImperativeHandle(props.handle, () => ({
    scrollTo: (index) => virtual.scrollToIndex(index, { align: "auto" }),
    shown: () => virtual.getVirtualItems().map((item) => item.index),
  }));
  return (
    <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize(), minWidth: isPhone ? undefined : props.width }}>
      {virtual.getVirtualItems().map((item) => {
        const row = rows.at(item.index);
        return (
          <Line
            key={row?.id ?? item.index}
            list={list}
            row={row}
            index={item.index}
            top={item.start}
            id={props.idOf(item.index)}
            isCurrent={item.index === props.current}
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
