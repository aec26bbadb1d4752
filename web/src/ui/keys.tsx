import { Fragment } from "react";

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
const names: Record<string, string> = { mod: isApple ? "⌘" : "Ctrl", enter: "↵", esc: "Esc" };

/** Keys to press one after the other (g q) or together (mod k), as keycaps. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-1">
      {keys.split(" ").map((key, index) => (
        <Fragment key={index}>
          <kbd className="min-w-5 rounded-sm bg-sunken px-1.5 py-0.5 text-center font-sans text-xs text-ink-2 ring-1 ring-line ring-inset">
            {names[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}
