// A list of records for people: a picture, two lines, an amount. Tables for staff are in ui/table.
import { Link } from "@tanstack/react-router";
import { FileBox } from "lucide-react";
import type { ReactNode } from "react";

export interface RecordRow {
  id: string;
  to: string;
  picture?: string | null;
  title: ReactNode;
  detail: ReactNode;
  amount?: ReactNode;
  status?: ReactNode;
}

export function Thumbnail({ src, className = "size-14" }: { src?: string | null; className?: string }) {
  return (
    <span className={`grid shrink-0 place-items-center overflow-hidden rounded-md bg-stage text-ink-3 ${className}`}>
      {src ? (
        <img src={`${src}?size=256&transparent=true`} alt="" loading="lazy" className="size-full object-contain" />
      ) : (
        <FileBox className="size-5" aria-hidden />
      )}
    </span>
  );
}

export function RecordList({ rows, label }: { rows: RecordRow[]; label: string }) {
  return (
    <ul aria-label={label} className="-mx-2 grid">
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            to={row.to}
            className="flex items-center gap-4 rounded-lg px-2 py-2.5 transition-colors hover:bg-hover"
            data-record-row
          >
            <Thumbnail src={row.picture} />
            <span className="grid min-w-0 flex-1 gap-0.5">
              <span className="truncate font-medium">{row.title}</span>
              <span className="truncate text-sm text-ink-2">{row.detail}</span>
            </span>
            <span className="grid shrink-0 justify-items-end gap-1 sm:flex sm:flex-row-reverse sm:items-center sm:gap-6">
              <span className="tabular text-right font-medium sm:w-28">{row.amount}</span>
              {row.status}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
