import type { ReactNode } from "react";

/** The way to a row's record: a plain link, which the row follows itself. A router's link in each row would take a sixth of drawing it. */
export function RowLink({ to, className, children }: { to: string; className?: string; children: ReactNode }) {
  return (
    <a href={to} data-row-link className={className}>
      {children}
    </a>
  );
}

/** Whether this click follows the row's own link in this tab, as one on the row does. */
export const followsRow = (event: React.MouseEvent) =>
  (event.target as HTMLElement).closest("a")?.dataset["rowLink"] !== undefined && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
