// The page of one record: title, state and next actions on top; tabs; what is related at the right.
import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTabTitle } from "./page-title";
import { Skeleton } from "./skeleton";
import { Tabs, type Tab } from "./tabs";

interface Props {
  back: { to: string; label: string };
  title: string;
  status?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  notice?: ReactNode;
  tabs: Tab[];
  tab: string | undefined;
  onTab: (id: string) => void;
  aside: ReactNode;
}

export function RecordPage(props: Props) {
  useTabTitle(props.title);
  const open = props.tabs.some((one) => one.id === props.tab) ? props.tab! : props.tabs[0]!.id;
  return (
    <div className="mx-auto max-w-6xl">
      <Link to={props.back.to} className="-ml-1 inline-flex h-8 items-center gap-1 rounded-md px-1 text-sm text-ink-3 hover:text-ink coarse:h-10">
        <ChevronLeft className="size-4" aria-hidden />
        {props.back.label}
      </Link>
      <div className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="tabular text-2xl font-semibold tracking-tight">{props.title}</h1>
            {props.status}
          </div>
          {props.subtitle && <p className="mt-1 text-sm text-ink-2">{props.subtitle}</p>}
        </div>
        {props.actions && <div className="flex flex-wrap items-center gap-2">{props.actions}</div>}
      </div>
      {props.notice && <div className="mb-5 grid gap-3">{props.notice}</div>}
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="min-w-0">
          <Tabs tabs={props.tabs} value={open} onChange={props.onTab} label={props.title} />
        </div>
        <aside aria-label={props.title} className="grid content-start gap-7 lg:pt-1">{props.aside}</aside>
      </div>
    </div>
  );
}

export function RecordPageSkeleton() {
  return (
    <div className="mx-auto max-w-6xl" role="status" aria-busy="true">
      <Skeleton className="mb-3 h-5 w-24" />
      <Skeleton className="mb-8 h-8 w-64" />
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid content-start gap-3">
          <Skeleton className="h-10" />
          <Skeleton className="h-24" />
          <Skeleton className="h-24" />
        </div>
        <Skeleton className="h-64" />
      </div>
    </div>
  );
}
