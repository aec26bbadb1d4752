import { cx } from "./cx";

/** Takes the place of what is being read, in its size, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <div className={cx("skeleton rounded-md", className ?? "h-4 w-full")} aria-hidden />;
}

export function SkeletonRows({ rows = 6, className = "h-16" }: { rows?: number; className?: string }) {
  return (
    <div className="grid gap-2" role="status" aria-busy="true">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} className={className} />
      ))}
    </div>
  );
}
