import type { ReactNode } from "react";
import { cx } from "./cx";

export interface Fact {
  label: ReactNode;
  value: ReactNode;
  isStrong?: boolean;
}

/** Labels and values under each other; those without a value are left out. */
export function Facts({ facts, className }: { facts: (Fact | false | null | undefined)[]; className?: string }) {
  return (
    <dl className={cx("grid gap-2 text-sm", className)}>
      {facts.map((fact, index) =>
        fact && fact.value !== null && fact.value !== undefined && fact.value !== "" ? (
          <div key={index} className={cx("flex items-baseline justify-between gap-4", fact.isStrong && "border-t border-line pt-2 text-base font-semibold")}>
            <dt className={fact.isStrong ? undefined : "shrink-0 text-ink-2"}>{fact.label}</dt>
            <dd className="tabular min-w-0 text-right break-words">{fact.value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** A titled block at the side of a record. */
export function Section({ title, action, children }: { title: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
