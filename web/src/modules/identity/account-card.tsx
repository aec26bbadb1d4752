import type { ReactNode } from "react";

/** The narrow card that signing in and registering stand in. */
export function AccountCard({ title, children, foot }: { title: string; children: ReactNode; foot?: ReactNode }) {
  return (
    <div className="mx-auto max-w-sm pt-4 sm:pt-14">
      <h1 className="mb-6 text-2xl font-semibold tracking-tight">{title}</h1>
      {children}
      {foot && <div className="mt-6 grid justify-items-center gap-3 text-center text-sm text-ink-2">{foot}</div>}
    </div>
  );
}

/** Only addresses of the app itself: a link must not send somebody elsewhere after signing in. */
export function safeNext(next: string | undefined, otherwise: string): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.startsWith("/\\") ? next : otherwise;
}
