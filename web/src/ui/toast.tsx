// Short notices at the foot of the page. With `undo` they stay long enough to be taken back.
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { useSyncExternalStore } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { problemOf } from "@/api/problem";
import { Button, IconButton } from "./button";
import { Details } from "./field";
import { problemText } from "./problem-text";

interface Notice {
  id: number;
  kind: "good" | "bad";
  title: string;
  detail?: string;
  requestId?: string;
  undo?: () => void;
  onGone?: () => void;
}

let notices: Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

/** Says that something is done. `undo` takes it back; `onGone` is called when the chance to is over. The answer takes it away. */
export function toast(title: string, more: Partial<Pick<Notice, "detail" | "undo" | "onGone">> = {}): () => void {
  const id = ++lastId;
  set([...notices.slice(-3), { id, kind: "good", title, ...more }]);
  return () => remove(id);
}

/** Says what went wrong, in words, with the request id behind "details". */
export function toastProblem(thrown: unknown, title?: string): void {
  const problem = problemOf(thrown);
  const text = problemText(problem);
  const notice = { id: ++lastId, kind: "bad" as const, title: title ?? text, requestId: problem.requestId };
  set([...notices.slice(-3), title ? { ...notice, detail: text } : notice]);
}

/** Says why something cannot be done, before anybody has asked the server. */
export function toastReason(title: string, detail: string): void {
  set([...notices.slice(-3), { id: ++lastId, kind: "bad", title, detail }]);
}

function remove(id: number): void {
  const gone = notices.find((one) => one.id === id);
  set(notices.filter((one) => one.id !== id));
  gone?.onGone?.();
}

export function Toasts() {
  const { t } = useTranslation("ui");
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
  return (
    <Radix.Provider label={t("notice")} swipeDirection="down">
      {shown.map((notice) => (
        <Radix.Root
          key={notice.id}
          duration={notice.undo ? 8_000 : notice.kind === "bad" ? 12_000 : 4_000}
          onOpenChange={(open) => !open && remove(notice.id)}
          className="animate-rise flex items-start gap-3 rounded-lg bg-raised py-3 pr-2 pl-4 text-sm shadow-pop"
        >
          {notice.kind === "good" ? (
            <CircleCheck className="mt-0.5 size-4 shrink-0 text-good" aria-hidden />
          ) : (
            <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
          )}
          <div className="min-w-0 flex-1">
            <Radix.Title className="font-medium">{notice.title}</Radix.Title>
            {notice.detail && <Radix.Description className="text-ink-2">{notice.detail}</Radix.Description>}
            {notice.requestId && <Details requestId={notice.requestId} />}
          </div>
          {notice.undo && (
            <Radix.Action asChild altText={t("undo")}>
              <Button
                size="sm"
                kind="quiet"
                className="-my-1.5"
                onClick={() => {
                  set(notices.filter((one) => one.id !== notice.id));
                  notice.undo?.();
                }}
              >
                {t("undo")}
              </Button>
            </Radix.Action>
          )}
          <Radix.Close asChild>
            <IconButton label={t("close")} className="-my-2">
              <X className="size-4" aria-hidden />
            </IconButton>
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed right-0 bottom-0 z-50 flex w-full max-w-md flex-col gap-2 p-4 outline-none" />
    </Radix.Provider>
  );
}
