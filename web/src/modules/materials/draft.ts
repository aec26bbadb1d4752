// What has been written in the catalogue and is not saved yet: changed, new and deleted rows. The tables show them, the sample part
// is priced by them; they are saved or discarded, together or one by one.
import { useMemo, useSyncExternalStore } from "react";
import { isSame } from "./exact";
import { kinds, type KindId, type Row } from "./kinds";
import { useRows } from "./rows";

export interface DraftEntry {
  kind: KindId;
  /** Of the row; a new row has one that no row of the server has. */
  id: string;
  /** The row as it was when one began; a new row has none. */
  base?: Row;
  /** What is different from it. */
  body: Record<string, unknown>;
  isRemoved?: boolean;
  /** What was written, by member, for the cell to keep when it is refused. */
  texts: Record<string, string>;
  /** Values for the record of what was changed, by member. */
  show?: (field: string, value: unknown) => string;
}

export type Draft = readonly DraftEntry[];

let draft: Draft = [];
let owner: string | undefined;
let lastNew = 0;
const listeners = new Set<() => void>();

export function setDraft(next: Draft): void {
  draft = next;
  for (const listener of listeners) listener();
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const draftNow = () => draft;
export const useDraft = () => useSyncExternalStore(subscribe, draftNow);
export const useIsDrafted = (id: string, field: string) => useSyncExternalStore(subscribe, () => draft.some((entry) => entry.id === id && field in entry.body));

/** Whoever signs in next on this page does not find what somebody else has written. */
export function keepDraftOf(userId: string): void {
  if (owner !== undefined && owner !== userId && draft.length > 0) setDraft([]);
  owner = userId;
}

const isNothing = (entry: DraftEntry) => !!entry.base && !entry.isRemoved && Object.keys(entry.body).length === 0;

/** Puts the entry in its place among the others; one that changes nothing is left out. */
export function putEntry(entry: DraftEntry): void {
  const others = draft.filter((one) => one.id !== entry.id);
  if (isNothing(entry)) return setDraft(others);
  setDraft(others.length < draft.length ? draft.map((one) => (one.id === entry.id ? entry : one)) : [...draft, entry]);
}

export const dropEntry = (id: string) => setDraft(draft.filter((one) => one.id !== id));

/** The entry with some members written over; what is as it was saved is no change. */
export function written(entry: DraftEntry, body: Record<string, unknown>, texts: Record<string, string> = {}): DraftEntry {
  const all = { ...entry.body, ...body };
  const left = Object.entries(all).filter(([name, value]) => !entry.base || !isSame(value, entry.base[name]));
  return { ...entry, body: Object.fromEntries(left), texts: { ...entry.texts, ...texts } };
}

/** The entry without one of its members: the row has its saved value again. */
export const without = (entry: DraftEntry, field: string): DraftEntry => ({ ...entry, body: Object.fromEntries(Object.entries(entry.body).filter(([name]) => name !== field)) });

export const newEntry = (kind: KindId, body: Record<string, unknown>): DraftEntry => ({ kind, id: `new-${++lastNew}`, body, texts: {} });

const lists = (kind: KindId) => kinds[kind].fields.filter((field) => field.type === "many" || field.type === "words").map((field) => [field.name, []] as const);

/** A row that is not there yet, as far as one has said what it is; the rest are the calculator's usual values. */
const newRow = ({ kind, id, body }: DraftEntry, position: number): Row => ({ id, version: 0, updated_at: "", active: true, position, ...Object.fromEntries(lists(kind)), ...body });

/** The rows as they would be. */
export function drafted(kind: KindId, rows: Row[], entries: Draft): Row[] {
  const mine = new Map(entries.filter((entry) => entry.kind === kind).map((entry) => [entry.id, entry]));
  if (mine.size === 0) return rows;
  const changed = rows.flatMap((row) => {
    const entry = mine.get(row.id);
    return entry?.isRemoved ? [] : [entry ? { ...row, ...entry.body } : row];
  });
  const added = [...mine.values()].filter((entry) => !entry.base);
  const last = rows.at(-1)?.position ?? 0;
  return [...changed, ...added.map((entry, place) => newRow(entry, last + place + 1))].sort((a, b) => a.position - b.position);
}

export function useDraftRows(kind: KindId) {
  const rows = useRows(kind);
  const entries = useDraft();
  const saved = rows.data?.items;
  const items = useMemo(() => saved && drafted(kind, saved, entries), [kind, saved, entries]);
  return { items, error: rows.error, refetch: rows.refetch };
}

/** The draft in the words of the API: entries by kind. */
export function trialOf(entries: Draft): Record<string, object[]> | undefined {
  if (entries.length === 0) return undefined;
  const trial: Record<string, object[]> = {};
  for (const entry of entries) {
    // A new row's key is nobody's code: with that of another row it would be a change of that row.
    (trial[entry.kind] ??= []).push(entry.isRemoved ? { key: entry.id, removed: true } : { key: entry.id, ...entry.body });
  }
  return trial;
}

/** Which entry, and which member of it, the pointer of a refusal means: "/catalogue/materials/0/price_per_kg". */
export function entryAt(entries: Draft, pointer: string): { entry: DraftEntry; member: string } | undefined {
  const [, root, kind, place, member] = pointer.split("/");
  const entry = root === "catalogue" ? entries.filter((one) => one.kind === kind)[Number(place)] : undefined;
  return entry && { entry, member: member ?? "key" };
}
