// What the palette finds. A module registers a provider once, when its pages file is loaded; a page registers the actions
// of the record that is open with useActions.
import type { LucideIcon } from "lucide-react";
import { useEffect } from "react";
import type { Me } from "../session";

export interface PaletteItem {
  id: string;
  label: string;
  /** A second, quieter line: a status, a price, a customer. */
  hint?: string;
  icon?: LucideIcon;
  /** Keys that do the same, e.g. "g q". */
  keys?: string;
  /** An address in the app, or what to do. */
  to?: string;
  run?: () => void;
}

export interface PaletteContext {
  me: Me | null;
}

export interface PaletteProvider {
  id: string;
  /** Lower comes first: the open record's actions 0, pages 10, records 20. */
  order: number;
  title: () => string;
  /** The server is asked, and therefore only when the words have come to rest. */
  isRemote?: boolean;
  /** At once for what is in memory; by promise for what the server knows. Asked at each change of the words. */
  find: (words: string, context: PaletteContext, signal: AbortSignal) => PaletteItem[] | Promise<PaletteItem[]>;
}

const providers = new Map<string, PaletteProvider>();

export function registerProvider(provider: PaletteProvider): void {
  providers.set(provider.id, provider);
}

export const allProviders = () => [...providers.values()].sort((a, b) => a.order - b.order);

/** Every word must begin a word of the text; so "qu re" finds "Quotes to review". */
export function matches(text: string, words: string): boolean {
  const parts = text.toLowerCase().split(/[\s\-–/@._]+/);
  const wanted = words.toLowerCase().trim().split(/\s+/).filter(Boolean);
  return wanted.every((word) => parts.some((part) => part.startsWith(word)) || text.toLowerCase().includes(word));
}

/** The actions of the record on the open page, for as long as it is open. */
export function useActions(title: string, items: PaletteItem[]): void {
  useEffect(() => {
    registerProvider({
      id: "actions",
      order: 0,
      title: () => title,
      find: (words) => items.filter((item) => matches(item.label, words)),
    });
    return () => void providers.delete("actions");
  });
}
