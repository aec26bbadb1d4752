// The list of everything: windows of rows as one scrolls, sorted and filtered by the API, walked by keys, chosen in bulk.
import { getCoreRowModel, useReactTable, type ColumnDef } from "@tanstack/react-table";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { ArrowDown, ArrowUp, SearchX } from "lucide-react";
import { useCallback, useEffect, useId, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "../button";
import { cx } from "../cx";
import { EmptyState } from "../empty-state";
import { number } from "../format";
import { ProblemNotice } from "../notice";
import { usePhone } from "../use-media";
import { BulkBar } from "./bulk-bar";
import type { AnyRow, RecordColumn, RecordList } from "./column";
import { FilterBar } from "./filter-bar";
import { apiQuery, nextOrdering, queryText, sortingOf, withoutFilters, type Search } from "./grammar";
import { Lines, type LinesHandle } from "./lines";
import { ListMenu } from "./list-menu";
import { useColumns } from "./use-columns";
import { useListKeys } from "./use-list-keys";
import { useAskAhead, useRows, windowOf, type Rows } from "./use-rows";
import { useSelection, type Selection } from "./use-selection";
import { useViews, Views } from "./views";

interface Props<Row extends AnyRow> {
  list: RecordList<Row>;
  search: Search;
  /** Beside the title: other ways to look, something new. */
  actions?: ReactNode;
  /** When there are no rows at all, whatever the filter. */
  empty: ReactNode;
}

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

/** The first column holds the boxes, where something may be done with what is chosen. */
const leadWidth = (list: { bulk: unknown[] }) => (list.bulk.length > 0 ? 44 : 12);

const templateOf = (columns: RecordColumn<never>[], lead: number) =>
  `${lead}px ${columns.map((column) => (column.grows ? `minmax(${column.width}px, 1fr)` : `${column.width}px`)).join(" ")}`;

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
  canChoose: boolean;
}) {
  const { t } = useTranslation("ui");
  const { rows, selection } = props;
  const count = selection.count(rows.total);
  return (
    <div role="row" aria-rowindex={1} className="grid h-9 items-center border-b border-line bg-bg text-xs font-medium text-ink-3" style={{ gridTemplateColumns: props.template }}>
      <div role="columnheader" className="grid place-items-center">
        {props.canChoose && (
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
        )}
      </div>
      {props.columns.map((column) => (
        <Heading key={column.id} column={column} ordering={props.ordering} onOrder={props.onOrder} />
      ))}
    </div>
  );
}

/** The rows around what is on the screen; asked again only when one scrolls into another window of them. */
function useWindow<Row extends AnyRow>(list: RecordList<Row>, query: Record<string, string>) {
  const [range, setRange] = useState({ first: 0, last: 40 });
  const onRange = useCallback((first: number, last: number) => {
    const isSame = (before: typeof range) => windowOf(before.first) === windowOf(first) && windowOf(before.last) === windowOf(last);
    setRange((before) => (isSame(before) ? before : { first, last }));
  }, []);
  return { rows: useRows(list, query, range), onRange };
}

/** The code of a record's page comes while one looks at the list. */
function useReadAhead(page: string | undefined): void {
  const router = useRouter();
  const isKnown = page !== undefined;
  useEffect(() => {
    if (page === undefined || typeof requestIdleCallback === "undefined") return;
    const asked = requestIdleCallback(() => void router.preloadRoute({ to: page }));
    return () => cancelIdleCallback(asked);
    // All records of a list have one page.
  }, [router, isKnown]);
}

export function RecordTable<Row extends AnyRow>({ list, search, actions, empty }: Props<Row>) {
  const { t } = useTranslation("ui");
  const navigate = useNavigate();
  const isPhone = usePhone();
  const gridId = useId();
  const idOf = (index: number) => `${gridId}-${index}`;
  const query = useMemo(() => apiQuery(search, list.filters), [search, list.filters]);
  const text = queryText(query);
  const ordering = query["ordering"] ?? list.defaultOrdering;
  const filterText = queryText(Object.fromEntries(Object.entries(query).filter(([name]) => name !== "ordering")));
  const views = useViews(list.id);
  const view = views.data?.find((one) => one.id === search["view"]);
  const columns = useColumns(list, view?.columns);
  const shown = useVisibleColumns(list, columns.isShown);
  const { rows, onRange } = useWindow(list, query);
  const firstRow = rows.at(0);
  useReadAhead(firstRow && list.to(firstRow));
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const lines = useRef<LinesHandle>(null);
  const selection = useSelection(filterText);
  const [current, setCurrent] = useState(-1);
  useEffect(() => {
    setCurrent(-1);
    scroller?.scrollTo({ top: 0 });
  }, [text, scroller]);

  const askAhead = useAskAhead(list);
  const onSearch = (next: Search) => {
    askAhead(apiQuery(next, list.filters));
    void navigate({ to: ".", search: next as never, replace: true });
  };
  const open = (index: number) => {
    const row = rows.at(index);
    if (row) void navigate({ to: list.to(row) });
  };
  const latestOpen = useRef(open);
  latestOpen.current = open;
  const openRow = useCallback((index: number) => latestOpen.current(index), []);
  useListKeys({
    total: rows.total,
    current,
    move: (index) => {
      setCurrent(index);
      lines.current?.scrollTo(index);
    },
    open,
    choose: (index) => {
      const row = rows.at(index);
      if (row && list.bulk.length > 0) selection.toggle(row.id);
    },
    edit: (index) => document.getElementById(idOf(index))?.querySelector<HTMLElement>("[data-editable] button")?.click(),
    clear: selection.clear,
  });

  const template = templateOf(shown as unknown as RecordColumn<never>[], leadWidth(list));
  const width = shown.reduce((sum, column) => sum + column.width, leadWidth(list));
  const isUnasked = filterText === "";

  return (
    <div data-record-table className="relative -my-6 -mx-4 flex h-[calc(100dvh-3.5rem-var(--top))] flex-col sm:-mx-6">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 pt-5 pb-3 sm:px-6">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="text-lg font-semibold tracking-tight">{list.label}</h1>
          <span className="tabular text-sm text-ink-3" role="status">
            {rows.isPending ? "" : t("table.rows", { count: rows.total, shown: number(rows.total, 0) })}
          </span>
          <div className="ml-auto flex flex-wrap items-center justify-end gap-1">
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
          ref={setScroller}
          role="grid"
          tabIndex={0}
          aria-label={list.label}
          aria-rowcount={rows.total + 1}
          aria-multiselectable={list.bulk.length > 0}
          aria-busy={rows.isPending || rows.isOld}
          aria-activedescendant={current >= 0 ? idOf(current) : undefined}
          data-focus-quietly
          className={cx("min-h-0 flex-1 overflow-auto border-t border-line bg-bg pb-16 contain-strict sm:px-2", rows.isOld && "opacity-60 transition-opacity delay-200")}
        >
          {!isPhone && (
            <div role="rowgroup" className="sticky top-0 z-10" style={{ minWidth: width }}>
              <HeadRow
                rows={rows}
                selection={selection}
                canChoose={list.bulk.length > 0}
                template={template}
                columns={shown}
                ordering={ordering}
                onOrder={(field) => onSearch({ ...search, ordering: nextOrdering(query["ordering"], field) })}
                loaded={() => lines.current?.shown().flatMap((index) => rows.at(index)?.id ?? []) ?? []}
              />
            </div>
          )}
          {scroller && (
            <Lines
              handle={lines}
              scroller={scroller}
              list={list}
              rows={rows}
              idOf={idOf}
              current={current}
              isChosen={selection.has}
              columns={shown}
              template={template}
              width={width}
              isPhone={isPhone}
              onRange={onRange}
              onOpen={openRow}
              onToggle={selection.toggle}
            />
          )}
        </div>
      )}
      <BulkBar actions={list.bulk} selection={selection} total={rows.total} filter={filterText} queryKey={list.queryKey} />
    </div>
  );
}
