import { useEffect, type ReactNode } from "react";

/** The title of the browser's tab. */
export function useTabTitle(name: string | undefined): void {
  useEffect(() => {
    if (name) document.title = `${name} · Guildhall`;
  }, [name]);
}

/** The heading of a page, its actions at the right, and the title of the tab. */
export function PageTitle({ title, name, children, actions }: { title: ReactNode; name?: string; children?: ReactNode; actions?: ReactNode }) {
  useTabTitle(name ?? (typeof title === "string" ? title : undefined));
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        {children && <div className="mt-1 text-sm text-ink-2">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
