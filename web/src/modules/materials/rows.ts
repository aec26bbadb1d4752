// Reading and writing the rows of the catalogue. Every kind has the same five calls; only the addresses differ.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { kindOf, type KindId, type Row } from "./kinds";

// One kind stands for all in the types; the shapes of the others are what kinds.ts says.
const listPath = (kind: KindId) => `/api/v1/catalogue/${kindOf(kind).path}` as "/api/v1/catalogue/materials";
const rowPath = (kind: KindId) => `/api/v1/catalogue/${kindOf(kind).path}/{key}` as "/api/v1/catalogue/materials/{key}";

export const catalogueKey = (kind?: KindId) => (kind ? (["catalogue", kind] as const) : (["catalogue"] as const));

interface Rows {
  items: Row[];
}

/** All rows: a catalogue has at most a thousand of a kind. */
async function readAll(kind: KindId, signal: AbortSignal): Promise<Rows> {
  const items: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.get(listPath(kind), { query: { page_size: 100, cursor }, signal });
    items.push(...(page.items as unknown as Row[]));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return { items };
}

export const rowsQuery = (kind: KindId) => ({
  queryKey: catalogueKey(kind),
  queryFn: ({ signal }: { signal: AbortSignal }) => readAll(kind, signal),
  staleTime: 60_000,
});

export const useRows = (kind: KindId) => useQuery(rowsQuery(kind));
export const rowsNow = (client: QueryClient, kind: KindId): Row[] => client.getQueryData<Rows>(catalogueKey(kind))?.items ?? [];
export const rowNow = (client: QueryClient, kind: KindId, id: string) => rowsNow(client, kind).find((row) => row.id === id);

export const readRow = (kind: KindId, id: string) => api.get(rowPath(kind), { path: { key: id } }) as unknown as Promise<Row>;
export const changeRow = (kind: KindId, id: string, body: object, version: number) =>
  api.patch(rowPath(kind), { path: { key: id }, body: body as never, ifMatch: version }) as unknown as Promise<Row>;
export const addRow = (kind: KindId, body: object) => api.post(listPath(kind), { body: body as never }) as unknown as Promise<Row>;
export const removeRow = (kind: KindId, id: string, version: number) => api.delete(rowPath(kind), { path: { key: id }, ifMatch: version });

/** Puts a row in its place among the others, or takes it out; the answer puts everything back. */
export function placeRow(client: QueryClient, kind: KindId, id: string, row: Row | undefined): () => void {
  void client.cancelQueries({ queryKey: catalogueKey(kind) });
  const before = client.getQueryData<Rows>(catalogueKey(kind));
  client.setQueryData<Rows>(catalogueKey(kind), (data) => {
    if (!data) return data;
    const others = data.items.filter((one) => one.id !== id);
    if (!row) return { items: others };
    const at = others.findIndex((one) => one.position > row.position);
    return { items: at < 0 ? [...others, row] : [...others.slice(0, at), row, ...others.slice(at)] };
  });
  return () => before && client.setQueryData(catalogueKey(kind), before);
}
