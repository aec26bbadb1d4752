// Nothing here yet: what this is, why it is empty, one thing to do.
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export function EmptyState(props: { icon: LucideIcon; title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  const Icon = props.icon;
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-16 text-center">
      <div className="mb-2 grid size-12 place-items-center rounded-xl bg-sunken text-ink-3">
        <Icon className="size-6" aria-hidden />
      </div>
      <h2 className="text-base font-semibold">{props.title}</h2>
      {props.children && <p className="text-sm text-ink-2">{props.children}</p>}
      {props.action && <div className="mt-4">{props.action}</div>}
    </div>
  );
}
