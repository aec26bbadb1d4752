// j and k walk, Enter opens, x chooses, e edits, Escape lets go. Not while somebody types or a dialog is open.
import { useEffect } from "react";
import { isModal, isTyping } from "@/app/keyboard";

export interface ListKeys {
  total: number;
  current: number;
  move: (index: number) => void;
  open: (index: number) => void;
  choose?: (index: number) => void;
  edit?: (index: number) => void;
  clear?: () => void;
}

export function useListKeys(keys: ListKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isModal()) return;
      const { current, total } = keys;
      const onControl = event.target instanceof HTMLElement && event.target.closest("button,a,summary,[role=tab]") !== null;
      const steps: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -total, End: total };
      const step = steps[event.key];
      if (step !== undefined && total > 0 && !(onControl && event.key.length > 1)) {
        keys.move(Math.max(0, Math.min(total - 1, current < 0 ? (step > 0 && step < total ? 0 : current + step) : current + step)));
      } else if (event.key === "Enter" && current >= 0 && !onControl) keys.open(current);
      else if (event.key === "x" && current >= 0) keys.choose?.(current);
      else if (event.key === "e" && current >= 0) keys.edit?.(current);
      else if (event.key === "Escape") keys.clear?.();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}
