// Bars over days, drawn by ourselves: light, themed, readable for screen readers, and every bar leads to its rows.
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";

export interface Bar {
  id: string;
  /** What stands below it when there is room. */
  tick: string;
  label: string;
  value: number;
  text: string;
  to?: { path: string; search: Record<string, string> };
}

/** A round number a little above the greatest value, to draw against. */
export function roundAbove(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value)!;
}

export function BarChart({ bars, label, axis }: { bars: Bar[]; label: string; axis: (value: number) => string }) {
  const [shown, setShown] = useState<number>();
  const id = useId();
  const top = roundAbove(Math.max(...bars.map((bar) => bar.value), 0));
  const every = Math.ceil(bars.length / 6);
  const pointed = shown === undefined ? undefined : bars[shown];
  return (
    <figure aria-label={label} className="grid gap-2">
      <figcaption className="tabular h-5 text-sm text-ink-2" aria-live="polite" id={id}>
        {pointed ? `${pointed.label}: ${pointed.text}` : ""}
      </figcaption>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        <div className="tabular grid h-44 content-between text-right text-xs text-ink-3" aria-hidden>
          <span className="-translate-y-1/2">{axis(top)}</span>
          <span>{axis(top / 2)}</span>
          <span className="translate-y-1/2">{axis(0)}</span>
        </div>
        <ol className="relative flex h-44 items-end gap-px bg-[linear-gradient(var(--line)_1px,transparent_1px)] bg-[length:100%_50%] [border-bottom:1px_solid_var(--line-strong)] sm:gap-0.5" onPointerLeave={() => setShown(undefined)}>
          {bars.map((bar, index) => {
            const body = (
              <span className="block w-full rounded-t-[3px] bg-accent/85 transition-colors group-hover/bar:bg-accent" style={{ height: `${bar.value > 0 ? Math.max(1.5, (bar.value / top) * 100) : 0}%` }} />
            );
            const classes = "group/bar flex h-full w-full items-end rounded-sm hover:bg-hover/70";
            return (
              <li key={bar.id} className="h-full min-w-0 flex-1" onPointerEnter={() => setShown(index)} onFocus={() => setShown(index)}>
                {bar.to && bar.value > 0 ? (
                  <Link to={bar.to.path} search={bar.to.search as never} aria-label={`${bar.label}: ${bar.text}`} className={classes}>
                    {body}
                  </Link>
                ) : (
                  <div className={classes}>{body}</div>
                )}
              </li>
            );
          })}
        </ol>
        <span />
        <div className="tabular mt-1.5 flex gap-px text-xs text-ink-3 sm:gap-0.5" aria-hidden>
          {bars.map((bar, index) => (
            <span key={bar.id} className="min-w-0 flex-1 whitespace-nowrap">
              {index % every === 0 ? bar.tick : ""}
            </span>
          ))}
        </div>
      </div>
    </figure>
  );
}
