// The rows of a list, read in windows around what is on the screen: row 90,000 costs one request, not nine hundred.
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { api } from "@/api/client";
import type { AnyRow, RecordList } from "./column";
import { queryText } from "./grammar";

export const WINDOW = 100;
export const windowOf = (index: number) => Math.floor(Math.max(0, index) / WINDOW);

export interface Page<Row> {
  items: Row[];
  total: number | null;
}

export interface Rows<Row> {
  total: number;
  at: (index: number) => Row | undefined;
  /** Nothing is known yet, not even how many. */
  isPending: boolean;
  /** What is shown answers an earlier question. */
  isOld: boolean;
  error: unknown;
  retry: () => void;
}

interface Shown<Row> {
  total: number;
  pages: Map<number, Row[]>;
}

/** The question for one window of a list. Only the first counts. */
const windowQuery = <Row extends AnyRow>(list: RecordList<Row>, query: Record<string, string>, page: number) => ({
  queryKey: [...list.queryKey, "window", queryText(query), page] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const asked = { ordering: list.defaultOrdering, ...query, page: page + 1, page_size: WINDOW, ...(page > 0 ? { total: "false" } : {}) };
    return (await api.get(list.path, { query: asked as never, signal })) as unknown as Page<Row>;
  },
});

/** Asks already while the page is still on its way to the new address. */
export function useAskAhead<Row extends AnyRow>(list: RecordList<Row>): (query: Record<string, string>) => void {
  const client = useQueryClient();
  return (query) => void client.prefetchQuery(windowQuery(list, query, 0));
}

export function useRows<Row extends AnyRow>(list: RecordList<Row>, query: Record<string, string>, range: { first: number; last: number }): Rows<Row> {
  const client = useQueryClient();
  const firstPage = windowOf(range.first);
  const lastPage = windowOf(range.last);
  const pages = useMemo(() => {
    const wanted = [0]; // it counts
    for (let page = Math.max(1, firstPage); page <= lastPage; page++) wanted.push(page);
    return wanted;
  }, [firstPage, lastPage]);

  const text = queryText(query);
  const answers = useQueries({
    queries: pages.map((page) => ({ ...windowQuery(list, query, page), refetchInterval: list.lookAgainMs ?? (false as const) })),
  });

  const head = answers[0];
  const shown = useRef<Shown<Row>>({ total: 0, pages: new Map() });
  const asked = useRef(text);
  const isOld = !!head?.isPending && shown.current.pages.size > 0;
  if (!isOld && head?.data) {
    // Pages that have scrolled away stay in the query cache; coming back to them shows no skeletons.
    const known = asked.current === text ? shown.current.pages : new Map<number, Row[]>();
    answers.forEach((answer, index) => answer.data && known.set(pages[index]!, answer.data.items));
    shown.current = { total: head.data.total ?? head.data.items.length, pages: known };
    asked.current = text;
  }

  // What comes next when one scrolls on is read before it is needed.
  useEffect(() => {
    const next = lastPage + 1;
    if (!head?.data || next * WINDOW >= (head.data.total ?? 0)) return;
    void client.prefetchQuery(windowQuery(list, query, next));
  }, [client, list, text, lastPage, head?.data]);

  const { total, pages: known } = shown.current;
  return {
    total,
    at: (index) => known.get(Math.floor(index / WINDOW))?.[index % WINDOW],
    isPending: !!head?.isPending && !isOld,
    isOld,
    error: answers.find((answer) => answer.error)?.error,
    retry: () => answers.forEach((answer) => answer.error && void answer.refetch()),
  };
}
