import { Link } from "@tanstack/react-router";
import { Rows3 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { useTabTitle } from "./page-title";

/** A board fills the window; its columns scroll by themselves. */
export function BoardPage({ title, list, children }: { title: string; list: { to: string; label: string }; children: ReactNode }) {
  useTabTitle(title);
  return (
    <div className="-my-6 flex h-[calc(100dvh-3.5rem-var(--top))] flex-col pt-5 pb-3">
      <div className="mb-4 flex items-center justify-between gap-4">
        <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
        <Button asChild size="sm" kind="quiet">
          <Link to={list.to}>
            <Rows3 className="size-4" aria-hidden />
            {list.label}
          </Link>
        </Button>
      </div>
      {children}
    </div>
  );
}
