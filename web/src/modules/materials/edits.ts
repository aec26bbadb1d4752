// Changing the catalogue: shown at once, sent one after another for each row, with the version that was read. What the server
// refuses goes back and says why at its cell; when a colleague was faster, both values are kept for a person to choose.
import { useSyncExternalStore } from "react";
import type { QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { changeEverywhere, putEverywhere } from "@/api/optimistic";
import { problemOf } from "@/api/problem";
import { toast, toastReason } from "@/ui/toast";
import { decide } from "@/ui/undoable";
import { catalogueProblemText, fieldLabel, kindLabel } from "./complaints";
import { isSame } from "./exact";
import { rowName, type KindId, type Row } from "./kinds";
import { addRow, catalogueKey, changeRow, placeRow, readRow, removeRow } from "./rows";
import { forgetChange, noteChange, notePrices, priceBefore } from "./try-price";

const t = (key: string, values: Record<string, string | undefined> = {}): string => i18next.t(`materials:${key}` as never, values);

// ---- what a cell has to say ----------------------------------------------------------------------------------------

export interface CellFault {
  /** What was written, so that it need not be written again. */
  text: string;
  message: string;
  requestId?: string;
}

export interface Stale {
  kind: KindId;
  base: Row;
  now: Row;
  body: Record<string, unknown>;
  show?: Edit["show"];
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

export const cellKey = (id: string, field: string) => `${id}/${field}`;
export const useFault = (id: string, field: string) => useSyncExternalStore(subscribe, () => state.faults.get(cellKey(id, field)));
export const useStale = () => useSyncExternalStore(subscribe, () => state.stale);
export const forgetStale = () => set({ stale: undefined });

export function setFault(id: string, field: string, fault: CellFault | undefined): void {
  if (!fault && !state.faults.has(cellKey(id, field))) return;
  const faults = new Map(state.faults);
  if (fault) faults.set(cellKey(id, field), fault);
  else faults.delete(cellKey(id, field));
  set({ faults });
}

// ---- sending -------------------------------------------------------------------------------------------------------

// Changes of one row go one after another. A version that one's own change has made old is followed to the new one: only a
// colleague's change is news.
const queues = new Map<string, Promise<void>>();
const followed = new Map<string, number>();

function latest(id: string, version: number): number {
  for (let next = followed.get(`${id}:${version}`); next !== undefined; next = followed.get(`${id}:${version}`)) version = next;
  return version;
}

function inTurn(id: string, work: () => Promise<void>): Promise<void> {
  const turn = (queues.get(id) ?? Promise.resolve()).then(work);
  queues.set(id, turn);
  return turn;
}

/** Customers' offers and the sample price follow the catalogue. */
function offersAreOld(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["offer"] });
  void client.invalidateQueries({ queryKey: ["price"] });
}

async function send(client: QueryClient, kind: KindId, base: Row, body: Record<string, unknown>): Promise<Row> {
  const version = latest(base.id, base.version);
  const answer = await changeRow(kind, base.id, body, version);
  followed.set(`${base.id}:${version}`, answer.version);
  putEverywhere(client, catalogueKey(kind), answer);
  offersAreOld(client);
  return answer;
}

export interface Edit {
  kind: KindId;
  /** The row as one saw it when one began. */
  base: Row;
  body: Record<string, unknown>;
  /** What was written, by member, for the cell to keep when it is refused. */
  texts?: Record<string, string>;
  /** Values for the record of what was changed, by member. */
  show?: (field: string, value: unknown) => string;
}

/** Writes some members of a row. The sample part's price before and after stands beside it, and it can be taken back. */
export function save(client: QueryClient, edit: Edit): Promise<void> {
  const { kind, base, body } = edit;
  const names = Object.keys(body).filter((name) => !isSame(body[name], base[name]));
  if (names.length === 0) return Promise.resolve();
  const wanted = Object.fromEntries(names.map((name) => [name, body[name]]));
  for (const name of names) setFault(base.id, name, undefined);
  const undo = changeEverywhere<Row>(client, catalogueKey(kind), base.id, (row) => ({ ...row, ...wanted }));
  return inTurn(base.id, async () => {
    const before = await priceBefore(client);
    try {
      const answer = await send(client, kind, base, wanted);
      const old = Object.fromEntries(names.map((name) => [name, base[name] ?? null]));
      noteChange({ ...before, ...wordsFor(edit, names, answer), undo: () => takeBack(client, kind, answer, old) });
    } catch (thrown) {
      undo();
      void client.invalidateQueries({ queryKey: catalogueKey(kind) });
      await refused(client, edit, wanted, thrown);
    }
  });
}

function wordsFor({ kind, base, body, show = (_, value) => String(value) }: Edit, names: string[], answer: Row) {
  const changes = names.map((name) => `${fieldLabel(name)}: ${show(name, base[name]) || "–"} → ${show(name, body[name]) || "–"}`);
  return { title: rowName(answer) || kindLabel(kind), detail: changes.join("; ") };
}

async function takeBack(client: QueryClient, kind: KindId, row: Row, old: Record<string, unknown>): Promise<void> {
  try {
    await send(client, kind, row, old);
  } catch (thrown) {
    await refused(client, { kind, base: row, body: old }, old, thrown);
    throw thrown;
  }
}

async function refused(client: QueryClient, edit: Edit, wanted: Record<string, unknown>, thrown: unknown): Promise<void> {
  const { kind, base, texts } = edit;
  const problem = problemOf(thrown);
  if (problem.code === "version_has_changed") {
    const now = await readRow(kind, base.id).catch(() => undefined);
    if (now) {
      putEverywhere(client, catalogueKey(kind), now);
      return set({ stale: { kind, base, now, body: wanted, show: edit.show } });
    }
  }
  if (problem.code === "entry_not_found" || problem.status === 404) void client.invalidateQueries({ queryKey: catalogueKey(kind) });
  const message = catalogueProblemText(problem, kind);
  const pointed = problem.errors.map((one) => one.pointer.slice(1)).find((name) => name in wanted);
  const name = pointed ?? Object.keys(wanted)[0]!;
  if (texts?.[name] !== undefined) setFault(base.id, name, { text: texts[name], message, requestId: problem.requestId });
  else toastReason(rowName(base), message);
}

/** Mine again, upon what it is now; only what was chosen. */
export function resend(client: QueryClient, stale: Stale, chosen: string[]): void {
  forgetStale();
  void save(client, { kind: stale.kind, base: stale.now, body: Object.fromEntries(chosen.map((name) => [name, stale.body[name]])), show: stale.show });
}

/** Adds a row; refuses by throwing, for the form to say it. */
export async function add(client: QueryClient, kind: KindId, body: object): Promise<Row> {
  const before = await priceBefore(client);
  const row = await addRow(kind, body);
  placeRow(client, kind, row.id, row);
  offersAreOld(client);
  noteChange({ ...before, title: rowName(row), detail: t("added", { kind: kindLabel(kind) }), undo: () => discard(client, kind, row) });
  toast(t("addedToast", { name: rowName(row) }));
  return row;
}

async function discard(client: QueryClient, kind: KindId, row: Row): Promise<void> {
  try {
    await removeRow(kind, row.id, latest(row.id, row.version));
    placeRow(client, kind, row.id, undefined);
    offersAreOld(client);
  } catch (thrown) {
    toastReason(rowName(row), catalogueProblemText(problemOf(thrown), kind));
    throw thrown;
  }
}

const facts = new Set(["id", "version", "created_at", "updated_at"]);
/** What of a row can be sent to make it again. */
export const bodyOf = (row: Row): Record<string, unknown> => Object.fromEntries(Object.entries(row).filter(([name]) => !facts.has(name)));

async function putBack(client: QueryClient, kind: KindId, row: Row): Promise<void> {
  try {
    const made = await addRow(kind, bodyOf(row));
    placeRow(client, kind, made.id, made);
    offersAreOld(client);
  } catch (thrown) {
    toastReason(rowName(row), catalogueProblemText(problemOf(thrown), kind));
    throw thrown;
  }
}

/** Takes a row away; for a moment it can be taken back, and the server is asked when the moment is over. */
export function remove(client: QueryClient, kind: KindId, row: Row): void {
  decide({
    title: t("removed", { name: rowName(row) }),
    show: () => placeRow(client, kind, row.id, undefined),
    send: async () => {
      const before = await priceBefore(client);
      await removeRow(kind, row.id, latest(row.id, row.version));
      offersAreOld(client);
      noteChange({ ...before, title: rowName(row), detail: t("removedDetail", { kind: kindLabel(kind) }), undo: () => putBack(client, kind, row) });
    },
    onRefused: (thrown) => {
      const problem = problemOf(thrown);
      notePrices();
      void client.invalidateQueries({ queryKey: catalogueKey(kind) });
      const text = problem.code === "version_has_changed" ? t("changedMeanwhile") : catalogueProblemText(problem, kind);
      toastReason(t("notRemoved", { name: rowName(row) }), text);
    },
  });
}

/** One click: the last change goes back, and so does the price. What cannot go back has been said; it stays to be tried again. */
export async function undoChange(key: number, undo: () => Promise<void>): Promise<void> {
  try {
    await undo();
  } catch {
    return;
  }
  forgetChange(key);
}
