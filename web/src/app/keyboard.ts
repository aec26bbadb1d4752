// Keys that hold everywhere: Ctrl/Cmd-K, ?, g + letter, Ctrl/Cmd-Enter to submit. Not while somebody types.
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { keys } from "@/api/query";
import { isPaletteOpen, openKeyboardSheet, openPalette, typeEarly } from "./palette/open";
import { pagesFor } from "./palette/pages";
import type { Me } from "./session";

const SEQUENCE_MS = 1_200;

export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export const isModal = () => isPaletteOpen() || document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null;

function submitForm(target: EventTarget | null): void {
  if (target instanceof HTMLElement) target.closest("form")?.requestSubmit();
}

export function useGlobalKeys(): void {
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => {
    let goneAt = 0;
    const onKey = (event: KeyboardEvent) => {
      const command = event.ctrlKey || event.metaKey;
      if (command && event.key.toLowerCase() === "k") {
        event.preventDefault();
        return openPalette();
      }
      if (!command && !event.altKey && event.key.length === 1 && typeEarly(event.key)) return event.preventDefault();
      if (command && event.key === "Enter") return submitForm(event.target);
      if (command || event.altKey || isTyping(event.target) || isModal()) return;
      if (event.key === "?") return openKeyboardSheet();
      if (event.key === "g") {
        goneAt = event.timeStamp;
        return;
      }
      if (event.timeStamp - goneAt > SEQUENCE_MS) return;
      goneAt = 0;
      const page = pagesFor(client.getQueryData<Me | null>(keys.me) ?? null).find((one) => one.key === event.key);
      if (page) {
        event.preventDefault();
        void navigate({ to: page.to });
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [navigate, client]);
}
