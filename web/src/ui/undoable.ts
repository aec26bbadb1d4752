// Decisions that can be taken back for a moment: shown at once, sent when the moment is over, when the next one comes, or
// when the page goes. What the server refuses goes back to where it was.
import { toast, toastProblem } from "./toast";

const MOMENT_MS = 6_000;

interface Decision {
  title: string;
  detail?: string;
  /** Shows it as done; answers with what shows it as it was. */
  show: () => () => void;
  send: () => Promise<unknown>;
  /** After a refusal, when everything is back. */
  onRefused?: (problem: unknown) => void;
}

let sendPending: (() => void) | undefined;

/** Sends the decision that still could be taken back. */
export function settle(): void {
  sendPending?.();
}

export function decide(decision: Decision): void {
  settle();
  const hide = decision.show();
  let isOver = false;
  let takeAway: (() => void) | undefined;
  const end = () => {
    if (isOver) return false;
    isOver = true;
    clearTimeout(timer);
    if (sendPending === send) sendPending = undefined;
    return true;
  };
  const send = () => {
    if (!end()) return;
    takeAway?.();
    decision.send().catch((problem: unknown) => {
      hide();
      if (decision.onRefused) decision.onRefused(problem);
      else toastProblem(problem);
    });
  };
  const timer = setTimeout(send, MOMENT_MS);
  sendPending = send;
  takeAway = toast(decision.title, { detail: decision.detail, undo: () => end() && hide(), onGone: send });
}

addEventListener("pagehide", settle);
