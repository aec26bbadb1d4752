// The list of everything: windows of rows as one scrolls, sorted and filtered by the API, walked by keys, chosen in bulk.
import { getCoreRowModel, useReactTable, type ColumnDef } from "@tanstack/react-table";
import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp, SearchX } from "lucide-react";
import { memo, useCallback, useEffect, useId, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button";
import { cx } from "../cx";
import { EmptyState } from "../empty-state";
import { number } from "../format";
import { ProblemNotice } from "../notice";
import { Skeleton } from "../skeleton";
import { usePhone } from "../use-media";
import { BulkBar } from "./bulk-bar";
import type { AnyRow, RecordColumn, RecordList } from "./column";
import { FilterBar } from "./filter-bar";
import { apiQuery, nextOrdering, queryText, sortingOf, withoutFilters, type Search } from "./grammar";
import { InlineEdit } from "./inline-edit";
import { ListMenu } from "./list-menu";
import { useColumns } from "./use-columns";
import { useListKeys } from "./use-list-keys";
import { useRows, windowOf, type Rows } from "./use-rows";
import { useSelection, type Selection } from "./use-selection";
import { useViews, Views } from "./views";

const ROW = 44;
const CARD = 92;

interface Props<Row extends AnyRow> {
  list: RecordList<Row>;
  search: Search;
  /** Beside the title: other ways to look, something new. */
  actions?: ReactNode;
  /** When there are no rows at all, whatever the filter. */
  empty: ReactNode;
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
            {row && (
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

const noRows: never[] = []; // the rows are the virtual list's; the table keeps the columns

/** The columns that are shown, as the table model has them. */
function useVisibleColumns<Row extends AnyRow>(list: RecordList<Row>, isShown: (id: string) => boolean): RecordColumn<Row>[] {
  const defs = useMemo(() => list.columns.map((column): ColumnDef<Row> => ({ id: column.id, header: column.label, meta: column })), [list]);
  const table = useReactTable<Row>({
    data: noRows,
    columns: defs,
    getCoreRowModel: getCoreRowModel(),
    state: { columnVisibility: Object.fromEntries(list.columns.map((column) => [column.id, isShown(column.id)])) },
  });
  const visible = table.getVisibleLeafColumns();
  const key = visible.map((column) => column.id).join(" ");
  return useMemo(() => list.columns.filter((column) => key.split(" ").includes(column.id)), [list, key]);
}

const templateOf = (columns: RecordColumn<never>[]) =>
  `44px ${columns.map((column) => (column.grows ? `minmax(${column.width}px, 1fr)` : `${column.width}px`)).join(" ")}`;

function Heading<Row extends AnyRow>({ column, ordering, onOrder }: { column: RecordColumn<Row>; ordering: string; onOrder: (field: string) => void }) {
  const sorting = sortingOf(ordering);
  const isSorted = !!column.ordering && sorting?.field === column.ordering;
  const Arrow = sorting?.descending ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-sort={isSorted ? (sorting.descending ? "descending" : "ascending") : undefined}
      className={cx("flex min-w-0 px-2", column.align === "end" && "justify-end pr-4")}
    >
      {column.ordering ? (
        <button
          type="button"
          onClick={() => onOrder(column.ordering!)}
          className={cx("-mx-1.5 flex min-w-0 items-center gap-1 rounded-sm px-1.5 py-1 hover:text-ink", isSorted && "text-ink")}
        >
          <span className="truncate">{column.label}</span>
          {isSorted && <Arrow className="size-3 shrink-0" aria-hidden />}
        </button>
      ) : (
        <span className="truncate py-1">{column.label}</span>
      )}
    </div>
  );
}

function Nothing({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation("ui");
  return (
    <EmptyState icon={SearchX} title={t("table.noMatch")} action={<Button onClick={onClear}>{t("table.clear")}</Button>}>
      {t("table.noMatchWhat")}
    </EmptyState>
  );
}

function HeadRow<Row extends AnyRow>(props: {
  rows: Rows<Row>;
  selection: Selection;
  template: string;
  columns: RecordColumn<Row>[];
  ordering: string;
  onOrder: (field: string) => void;
  loaded: () => string[];
}) {
  const { t } = useTranslation("ui");
  const { rows, selection } = props;
  const count = selection.count(rows.total);
  return (
    <div role="row" aria-rowindex={1} className="sticky top-0 z-10 grid h-9 items-center border-b border-line bg-bg text-xs font-medium text-ink-3" style={{ gridTemplateColumns: props.template }}>
      <div role="columnheader" className="grid place-items-center">
        <input
          type="checkbox"
          aria-label={t("table.chooseShown")}
          checked={count > 0 && count === rows.total}
          ref={(box) => {
            if (box) box.indeterminate = count > 0 && count < rows.total;
          }}
          onChange={() => (count > 0 ? selection.clear() : selection.choose(props.loaded()))}
          className="size-4 accent-(--accent)"
        />
      </div>
      {props.columns.map((column) => (
        <Heading key={column.id} column={column} ordering={props.ordering} onOrder={props.onOrder} />
      ))}
    </div>
  );
}

function useScreen<Row extends AnyRow>(list: RecordList<Row>, query: Record<string, string>, isPhone: boolean) {
  const scroller = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 0, last: 40 });
  const rows = useRows(list, query, range);
  const height = isPhone ? CARD : ROW;
  const virtual = useVirtualizer({
    count: rows.isPending ? 12 : rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    getItemKey: (index) => rows.at(index)?.id ?? index,
    useFlushSync: false,
    onChange: (instance) => {
      if (!instance.range) return;
      const [first, last] = [instance.range.startIndex, instance.range.endIndex];
      const isSame = (before: { first: number; last: number }) => windowOf(before.first) === windowOf(first) && windowOf(before.last) === windowOf(last);
      setRange((before) => (isSame(before) ? before : { first, last }));
    },
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  return { scroller, rows, virtual };
}

export function RecordTable<Row extends AnyRow>({ list, search, actions, empty }: Props<Row>) {
  const { t } = useTranslation("ui");
  const navigate = useNavigate();
  const isPhone = usePhone();
  const gridId = useId();
  const query = useMemo(() => apiQuery(search, list.filters), [search, list.filters]);
  const text = queryText(query);
  const ordering = query["ordering"] ?? list.defaultOrdering;
  const filterText = queryText(Object.fromEntries(Object.entries(query).filter(([name]) => name !== "ordering")));
  const views = useViews(list.id);
  const view = views.data?.find((one) => one.id === search["view"]);
  const columns = useColumns(list, view?.columns);
  const shown = useVisibleColumns(list, columns.isShown);
  const { scroller, rows, virtual } = useScreen(list, query, isPhone);
  const selection = useSelection(filterText);
  const [current, setCurrent] = useState(-1);
  useEffect(() => {
    setCurrent(-1);
    scroller.current?.scrollTo({ top: 0 });
  }, [text, scroller]);

  const onSearch = (next: Search) => void navigate({ to: ".", search: next as never, replace: true });
  const open = (index: number) => {
    const row = rows.at(index);
    if (row) void navigate({ to: list.to(row) });
  };
  const latestOpen = useRef(open);
  latestOpen.current = open;
  const openRow = useCallback((index: number) => latestOpen.current(index), []);
  const items = virtual.getVirtualItems();
  useListKeys({
    total: rows.total,
    current,
    move: (index) => {
      setCurrent(index);
      virtual.scrollToIndex(index, { align: "auto" });
    },
    open,
    choose: (index) => {
      const row = rows.at(index);
      if (row) selection.toggle(row.id);
    },
    edit: (index) => document.getElementById(`${gridId}-${index}`)?.querySelector<HTMLElement>("[data-editable] button")?.click(),
    clear: selection.clear,
  });

  const template = templateOf(shown as unknown as RecordColumn<never>[]);
  const width = shown.reduce((sum, column) => sum + column.width, 44);
  const isUnasked = filterText === "";

  return (
    <div data-record-table className="relative -my-6 -mx-4 flex h-[calc(100dvh-3.5rem)] flex-col sm:-mx-6">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 pt-5 pb-3 sm:px-6">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="text-lg font-semibold tracking-tight">{list.label}</h1>
          <span className="tabular text-sm text-ink-3" role="status">
            {rows.isPending ? "" : t("table.rows", { count: rows.total, shown: number(rows.total, 0) })}
          </span>
          <div className="ml-auto flex items-center gap-1">
            {actions}
            <ListMenu list={list} query={query} isShown={columns.isShown} onToggle={columns.toggle} onReset={columns.reset} />
          </div>
        </div>
        <Views
          list={list.id}
          builtIn={list.views}
          saved={views.data ?? []}
          search={search}
          query={text}
          columns={shown.map((column) => column.id)}
          onSearch={onSearch}
        />
        <FilterBar fields={list.filters} search={search} onSearch={onSearch} canSearch={list.canSearch ?? true} />
      </div>
      {rows.error ? (
        <div className="px-4 sm:px-6">
          <ProblemNotice problem={rows.error} onRetry={rows.retry} />
        </div>
      ) : rows.total === 0 && !rows.isPending ? (
        isUnasked ? empty : <Nothing onClear={() => onSearch(withoutFilters({ ...search, view: undefined }, list.filters))} />
      ) : (
        <div
          ref={scroller}
          role="grid"
          tabIndex={0}
          aria-label={list.label}
          aria-rowcount={rows.total + 1}
          aria-multiselectable
          aria-busy={rows.isPending || rows.isOld}
          aria-activedescendant={current >= 0 ? `${gridId}-${current}` : undefined}
          data-focus-quietly
          className={cx("min-h-0 flex-1 overflow-auto border-t border-line pb-16 contain-strict sm:px-2", rows.isOld && "opacity-60")}
        >
          {!isPhone && (
            <div role="rowgroup" className="sticky top-0 z-10" style={{ minWidth: width }}>
              <HeadRow
                rows={rows}
                selection={selection}
                template={template}
                columns={shown}
                ordering={ordering}
                onOrder={(field) => onSearch({ ...search, ordering: nextOrdering(query["ordering"], field) })}
                loaded={() => items.flatMap((item) => rows.at(item.index)?.id ?? [])}
              />
            </div>
          )}
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize(), minWidth: isPhone ? undefined : width }}>
            {items.map((item) => {
              const row = rows.at(item.index);
              return (
                <Line
                  key={item.key}
                  list={list}
                  row={row}
                  index={item.index}
                  top={item.start}
                  id={`${gridId}-${item.index}`}
                  isCurrent={item.index === current}
                  isChosen={!!row && selection.has(row.id)}
                  columns={shown}
                  template={template}
                  isPhone={isPhone}
                  onOpen={openRow}
                  onToggle={selection.toggle}
                />
              );
            })}
          </div>
        </div>
      )}
      <BulkBar actions={list.bulk} selection={selection} total={rows.total} filter={filterText} queryKey={list.queryKey} />
    </div>
  );
}
