// Changes shown before the server has agreed: the record is put in place wherever it has been read, and taken back when the
// server refuses.
import type { QueryClient, QueryKey } from "@tanstack/react-query";

interface Identified {
  id: string;
}
interface Page {
  items: Identified[];
}

const isPage = (data: unknown): data is Page => !!data && typeof data === "object" && Array.isArray((data as Page).items);

function changed(data: unknown, id: string, change: (record: never) => object): unknown {
  if (isPage(data)) {
    if (!data.items.some((one) => one.id === id)) return data;
    return { ...data, items: data.items.map((one) => (one.id === id ? change(one as never) : one)) };
  }
  return data && typeof data === "object" && (data as Identified).id === id ? change(data as never) : data;
}

/** Changes the record in every list and page below the key; the answer puts everything back as it was. */
export function changeEverywhere<R extends Identified>(
  client: QueryClient,
  queryKey: QueryKey,
  id: string,
  change: (record: R) => R,
): () => void {
  void client.cancelQueries({ queryKey });
  const before = client.getQueriesData({ queryKey });
  client.setQueriesData({ queryKey }, (data: unknown) => changed(data, id, change as (record: never) => object));
  return () => {
    for (const [key, data] of before) if (data !== undefined) client.setQueryData(key, data);
  };
}

/** The record as the server gave it, everywhere; members that only one of them has (lines, history) stay in their places. */
export function putEverywhere<R extends Identified>(client: QueryClient, queryKey: QueryKey, record: R): void {
  client.setQueriesData({ queryKey }, (data: unknown) => changed(data, record.id, (old: R) => ({ ...old, ...record })));
}
