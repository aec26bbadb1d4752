// Whether the command palette or the sheet of keys is open.
import { useSyncExternalStore } from "react";

let state = { open: false, sheet: false };
const listeners = new Set<() => void>();

function set(next: typeof state): void {
  state = next;
  for (const listener of listeners) listener();
}

// Keys that come before the palette has its field: they are its first words.
let early = "";

export const isPaletteOpen = () => state.open;
export const typeEarly = (key: string) => void (early += key);
export function takeEarly(): string {
  const words = early;
  early = "";
  return words;
}

export function openPalette(open = true): void {
  early = "";
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
