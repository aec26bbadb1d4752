// Whether the command palette or the sheet of keys is open.
import { useSyncExternalStore } from "react";

let state = { open: false, sheet: false };
const listeners = new Set<() => void>();

function set(next: typeof state): void {
  state = next;
  for (const listener of listeners) listener();
}

export const openPalette = (open = true) => set({ open, sheet: false });
export const openKeyboardSheet = (sheet = true) => set({ open: false, sheet });
export const usePaletteOpen = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
