import type { ReactNode } from "react";

/** A part of a page of settings: its title at the left, what belongs to it in a card at the right. */
export function Section({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 rounded-xl bg-surface p-5 shadow-card sm:grid-cols-[10rem_minmax(0,1fr)] sm:p-6">
      <h2 className="text-sm font-medium">{title}</h2>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
