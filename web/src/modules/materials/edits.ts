// Writing in the catalogue: into the draft first, from there to the server, one row after another, each with the version that was
// read. What the server refuses says why at its cell; when a colleague was faster, both values are kept for a person to choose.
import { useSyncExternalStore } from "react";
import type { QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { putEverywhere } from "@/api/optimistic";
import { problemOf, type Problem } from "@/api/problem";
import { toast, toastReason } from "@/ui/toast";
import { catalogueProblemText, fieldLabel, kindLabel } from "./complaints";
import { draftNow, dropEntry, entryAt, newEntry, putEntry, setDraft, without, written, type Draft, type DraftEntry } from "./draft";
import { kinds, rowName, type KindId, type Row } from "./kinds";
import { addRow, catalogueKey, changeRow, placeRow, readRow, removeRow } from "./rows";
import { notePrices, problemWith } from "./try-price";

const t = (key: string, values: Record<string, string | undefined> = {}): string => i18next.t(`materials:${key}` as never, values);

// ---- what a cell has to say ----------------------------------------------------------------------------------------

export interface CellFault {
  /** What was written, so that it need not be written again. */
  text: string;
  message: string;
  requestId?: string;
}

export interface Stale {
  entry: DraftEntry & { base: Row };
  now: Row;
}

interface State {
  faults: ReadonlyMap<string, CellFault>;
  stale?: Stale;
}

let state: State = { faults: new Map() };
const listeners = new Set<() => void>();
function set(next: Partial<State>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const cellKey = (id: string, field: string) => `${id}/${field}`;
export const useFault = (id: string, field: string) => useSyncExternalStore(subscribe, () => state.faults.get(cellKey(id, field)));
export const useStale = () => useSyncExternalStore(subscribe, () => state.stale);

export function setFault(id: string, field: string, fault: CellFault | undefined): void {
  if (!fault && !state.faults.has(cellKey(id, field))) return;
  const faults = new Map(state.faults);
  if (fault) faults.set(cellKey(id, field), fault);
  else faults.delete(cellKey(id, field));
  set({ faults });
}

// ---- writing -------------------------------------------------------------------------------------------------------

export interface Edit {
  kind: KindId;
  /** The row as one saw it when one began. */
  row: Row;
  body: Record<string, unknown>;
  texts?: Record<string, string>;
  show?: DraftEntry["show"];
}

/** Writes some members of a row into the draft. */
export function write({ kind, row, body, texts, show }: Edit): void {
  for (const name of Object.keys(body)) setFault(row.id, name, undefined);
  const known = draftNow().find((entry) => entry.id === row.id);
  putEntry(written({ ...(known ?? { kind, id: row.id, base: row, body: {}, texts: {} }), show }, body, texts));
}

/** Adds a row to the draft when the server would take it; else answers why not, for the form to say it. */
export async function add(kind: KindId, body: Record<string, unknown>): Promise<Problem | undefined> {
  const entry = newEntry(kind, body);
  const problem = await problemWith([...draftNow(), entry]);
  const place = problem?.errors.map((one) => entryAt([...draftNow(), entry], one.pointer)).find(Boolean);
  if (problem && (place?.entry === entry || problem.status === 0 || problem.status >= 500 || problem.status === 429)) return problem;
  putEntry(entry);
  return undefined;
}

/** A row that is new in the draft is gone; one that is saved is deleted with the draft. */
export function remove(kind: KindId, row: Row): void {
  const known = draftNow().find((entry) => entry.id === row.id);
  if (known && !known.base) return dropEntry(row.id);
  putEntry({ kind, id: row.id, base: known?.base ?? row, body: {}, texts: {}, isRemoved: true });
}

export function discardAll(): void {
  set({ faults: new Map(), stale: undefined });
  setDraft([]);
}

const facts = new Set(["id", "version", "created_at", "updated_at"]);
/** What of a row can be sent to make it again. */
export const bodyOf = (row: Row): Record<string, unknown> => Object.fromEntries(Object.entries(row).filter(([name]) => !facts.has(name)));

/** What an entry changes, in words. */
export function wordsFor({ kind, base, body, isRemoved, show = (_, value) => String(value) }: DraftEntry): { title: string; detail: string } {
  const title = rowName({ ...base, ...body } as Row) || kindLabel(kind);
  if (isRemoved) return { title, detail: t("removedDetail", { kind: kindLabel(kind) }) };
  if (!base) return { title, detail: t("added", { kind: kindLabel(kind) }) };
  const changes = Object.keys(body).map((name) => `${fieldLabel(name)}: ${show(name, base[name]) || "–"} → ${show(name, body[name]) || "–"}`);
  return { title, detail: changes.join("; ") };
}

/**
 * The calculator refused the draft: what was written stays at its cell with the reason, the row has its saved value again. False when
 * no cell holds it.
 */
export function refuseAt(entries: Draft, problem: Problem): boolean {
  const found = problem.errors.map((one) => entryAt(entries, one.pointer)).find(Boolean);
  if (!found || !draftNow().includes(found.entry)) return false;
  return refuseMember(found.entry, found.member, problem);
}

function refuseMember(entry: DraftEntry, member: string, problem: Problem): boolean {
  if (entry.isRemoved) {
    dropEntry(entry.id);
    toastReason(t("notRemoved", { name: rowName(entry.base!) }), catalogueProblemText(problem, entry.kind));
    return true;
  }
  const text = entry.texts[member];
  if (text === undefined || !(member in entry.body)) return false;
  putEntry(without(entry, member));
  setFault(entry.id, member, { text, message: catalogueProblemText(problem, entry.kind), requestId: problem.requestId });
  return true;
}

// ---- saving --------------------------------------------------------------------------------------------------------

/** Customers' offers and the sample price follow the catalogue. */
function offersAreOld(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["offer"] });
  void client.invalidateQueries({ queryKey: ["price"] });
}

// What others need comes before them: parameters and profiles before materials and machines; what is deleted goes last.
const order = Object.keys(kinds) as KindId[];
const needed = ["fdm_parameters", "sla_parameters", "powder_parameters", "milling_parameters", "fdm_profiles", "sla_profiles", "powder_profiles"] as KindId[];
const rank = ({ kind, isRemoved }: DraftEntry) => (isRemoved ? 100 - order.indexOf(kind) : needed.includes(kind) ? -1 : order.indexOf(kind));
export const inOrder = (entries: Draft): DraftEntry[] => [...entries].sort((a, b) => rank(a) - rank(b));

async function send(client: QueryClient, { kind, base, body, isRemoved }: DraftEntry): Promise<void> {
  if (isRemoved) {
    await removeRow(kind, base!.id, base!.version);
    placeRow(client, kind, base!.id, undefined);
  } else if (base) putEverywhere(client, catalogueKey(kind), await changeRow(kind, base.id, body, base.version));
  else {
    const row = await addRow(kind, body);
    placeRow(client, kind, row.id, row);
  }
}

/** Saves what is in the draft; what is refused stays in it or at its cell. Answers whether all of it is saved. */
export async function saveAll(client: QueryClient): Promise<boolean> {
  for (const entry of inOrder(draftNow())) {
    try {
      await send(client, entry);
      dropEntry(entry.id);
    } catch (thrown) {
      await refused(client, entry, thrown);
    }
  }
  offersAreOld(client);
  notePrices();
  const isDone = draftNow().length === 0 && state.faults.size === 0;
  if (isDone) toast(t("saved"));
  return isDone;
}

async function refused(client: QueryClient, entry: DraftEntry, thrown: unknown): Promise<void> {
  const { kind, base } = entry;
  const problem = problemOf(thrown);
  if (problem.code === "version_has_changed" && base) {
    const now = await readRow(kind, base.id).catch(() => undefined);
    if (now) {
      putEverywhere(client, catalogueKey(kind), now);
      return set({ stale: { entry: { ...entry, base }, now } });
    }
  }
  if (problem.status === 404) void client.invalidateQueries({ queryKey: catalogueKey(kind) });
  const member = problem.errors.map((one) => one.pointer.slice(1)).find((name) => name in entry.body) ?? Object.keys(entry.body)[0] ?? "key";
  if (!refuseMember(entry, member, problem)) toastReason(wordsFor(entry).title, catalogueProblemText(problem, kind));
}

/** A colleague's row stays as it is. */
export function keepTheirs({ entry }: Stale): void {
  set({ stale: undefined });
  dropEntry(entry.id);
}

/** Mine again, upon what it is now; only what was chosen. */
export function resend(client: QueryClient, { entry, now }: Stale, chosen: string[]): void {
  set({ stale: undefined });
  const body = Object.fromEntries(chosen.map((name) => [name, entry.body[name]]));
  putEntry(written({ ...entry, base: now, body: {} }, body));
  void saveAll(client);
}
