// Whether the command palette or the sheet of keys is open.
import { useSyncExternalStore } from "react";

let state = { open: false, sheet: false };
const listeners = new Set<() => void>();

function set(next: typeof state): void {
  state = next;
  for (const listener of listeners) listener();
}

// Keys that come while the palette is on its way: they are its first words.
let early: string | undefined;

export const isPaletteOpen = () => state.open;

/** Answers whether the key was kept for the palette. */
export function typeEarly(key: string): boolean {
  if (early === undefined) return false;
  early += key;
  return true;
}

/** Once, when the palette has its field. */
export function takeEarly(): string {
  const words = early ?? "";
  early = undefined;
  return words;
}

export function openPalette(open = true): void {
  early = open && !state.open ? "" : undefined;
  set({ open, sheet: false });
}
export const openKeyboardSheet = (sheet = true) => set({ open: false, sheet });
export const usePaletteOpen = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
