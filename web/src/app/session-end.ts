// The session is over although nobody signed out. The page stays as it is, with all that is typed in it, behind a dialog to sign
// in; what was being sent waits for it and goes on.
import { useSyncExternalStore } from "react";

let state = { isAsked: false, timesGoneOn: 0 };
let waiting: { answered: Promise<boolean>; answer: (goesOn: boolean) => void } | undefined;
const listeners = new Set<() => void>();

function set(next: typeof state): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Asks to sign in again; the answer says whether somebody did. */
export function askToSignIn(): Promise<boolean> {
  if (!waiting) {
    let answer: (goesOn: boolean) => void = () => undefined;
    const answered = new Promise<boolean>((resolve) => (answer = resolve));
    waiting = { answered, answer };
    set({ ...state, isAsked: true });
  }
  return waiting.answered;
}

export function answerSignIn(goesOn: boolean): void {
  const { answer } = waiting ?? {};
  waiting = undefined;
  set({ isAsked: false, timesGoneOn: state.timesGoneOn + (goesOn ? 1 : 0) });
  answer?.(goesOn);
}

export const useSessionEnd = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
