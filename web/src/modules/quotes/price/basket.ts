// The parts somebody wants priced, with what is wanted of them. Kept in the browser, so that signing in, registering or
// reloading loses nothing; it lives outside React because uploads go on while pages change.
import { useSyncExternalStore } from "react";
import type { Schema } from "@/api/client";
import type { Problem } from "@/api/problem";

export type FileView = Schema<"FileView">;

export interface Choice {
  service: string;
  material?: string;
  finish?: string;
  color?: string;
  tolerance?: string;
  quantity: number;
}

export type Upload =
  | { state: "waiting" }
  | { state: "sending"; share: number }
  | { state: "measuring"; share?: number }
  | { state: "stopped" }
  | { state: "failed"; problem: Problem };

export interface Part {
  key: string;
  name: string;
  /** Bytes of a file that is on its way. */
  size: number;
  file?: FileView;
  upload?: Upload;
  choice: Choice;
}

/** How far a part is on its way to a price: sent, or measured by the server; undefined when it has arrived. */
export function uploadOf(part: Part): Upload | undefined {
  if (part.upload || part.file?.status !== "analyzing") return part.upload;
  return { state: "measuring", share: part.file.progress ? part.file.progress / 100 : undefined };
}

/** When a quote is being revised rather than made. */
export interface Revising {
  quote_id: string;
  number: string;
}

export interface Basket {
  parts: Part[];
  selected: string | undefined;
  rush: string;
  note: string;
  revising?: Revising;
}

const KEY = "guildhall.basket";
const empty: Basket = { parts: [], selected: undefined, rush: "standard", note: "" };
export const firstChoice: Choice = { service: "fdm", quantity: 1 };

function restore(): Basket {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as Basket | null;
    return kept && Array.isArray(kept.parts) ? { ...empty, ...kept } : empty;
  } catch {
    return empty;
  }
}

let basket: Basket = restore();
const listeners = new Set<() => void>();

function set(next: Basket): void {
  basket = next;
  // What is still on its way cannot be continued after a reload: only files that have arrived are kept.
  const parts = basket.parts.filter((part) => part.file).map(({ upload: _, ...part }) => part);
  try {
    if (parts.length) localStorage.setItem(KEY, JSON.stringify({ ...basket, parts }));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing forgets the parts when the page is left.
  }
  for (const listener of listeners) listener();
}

export const currentBasket = () => basket;
export const useBasket = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => basket,
  );

export function addPart(part: Part): void {
  set({ ...basket, parts: [...basket.parts, part], selected: basket.selected ?? part.key });
}

export function updatePart(key: string, change: Partial<Part>): void {
  if (!basket.parts.some((part) => part.key === key)) return;
  set({ ...basket, parts: basket.parts.map((part) => (part.key === key ? { ...part, ...change } : part)) });
}

/** The file of one or several parts has become known better. */
export function updateFile(file: FileView): void {
  if (!basket.parts.some((part) => part.file?.id === file.id)) return;
  set({ ...basket, parts: basket.parts.map((part) => (part.file?.id === file.id ? { ...part, file } : part)) });
}

export function choose(key: string, change: Partial<Choice>): void {
  const part = basket.parts.find((one) => one.key === key);
  if (part) updatePart(key, { choice: { ...part.choice, ...change } });
}

export function select(key: string): void {
  set({ ...basket, selected: key });
}

/** Takes a part out; the answer puts it back where it was. */
export function removePart(key: string): () => void {
  const at = basket.parts.findIndex((part) => part.key === key);
  const part = basket.parts[at];
  if (!part) return () => undefined;
  const parts = basket.parts.filter((one) => one.key !== key);
  const next = basket.selected === key ? (parts[Math.min(at, parts.length - 1)]?.key ?? undefined) : basket.selected;
  set({ ...basket, parts, selected: next });
  return () => set({ ...basket, parts: [...basket.parts.slice(0, at), part, ...basket.parts.slice(at)], selected: key });
}

export function changeTerms(change: Partial<Pick<Basket, "rush" | "note">>): void {
  set({ ...basket, ...change });
}

export function clearBasket(): void {
  set(empty);
}

/** Fills the basket with the lines of a quote, to change them. */
export function reviseInBasket(quote: Schema<"Quote">, files: FileView[]): void {
  const parts = (quote.lines ?? []).flatMap((line): Part[] => {
    const file = files.find((one) => one.id === line.file_id);
    if (!file) return [];
    const { service, material, finish, color, tolerance, quantity } = line;
    const choice: Choice = {
      service,
      material,
      quantity,
      finish: finish ?? undefined,
      color: color ?? undefined,
      tolerance: tolerance ?? undefined,
    };
    return [{ key: line.id, name: line.file_name, size: file.size, file, choice }];
  });
  set({
    parts,
    selected: parts[0]?.key,
    rush: quote.rush,
    note: quote.note ?? "",
    revising: { quote_id: quote.id, number: quote.number },
  });
}
