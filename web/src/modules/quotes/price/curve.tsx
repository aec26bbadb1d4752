// What one piece costs at each quantity, drawn: the curve, its breaks as buttons, and where the customer stands.
import { useId, useLayoutEffect, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { money, number } from "@/ui/format";
import { totalAt, type PriceBreak } from "./pricing";

interface Props {
  breaks: PriceBreak[];
  currency: string;
  quantity: number;
  onChoose: (quantity: number) => void;
}

const HEIGHT = 132;
const EDGE = { left: 8, right: 8, top: 22, bottom: 24 };

/** Places of quantities (by their logarithm) and unit prices in the picture. */
export function scales(breaks: PriceBreak[], width: number) {
  const quantities = breaks.map((one) => one.quantity);
  const least = Math.log(Math.min(...quantities));
  const span = Math.log(Math.max(...quantities)) - least || 1;
  const prices = breaks.map((one) => Number(one.unit_price));
  const top = Math.max(...prices);
  const bottom = Math.min(...prices);
  const range = top - bottom || top || 1;
  return {
    x: (quantity: number) => EDGE.left + 8 + (Math.min(1, (Math.log(quantity) - least) / span)) * (width - EDGE.left - EDGE.right - 16),
    y: (price: number) => EDGE.top + (1 - (price - bottom) / range) * (HEIGHT - EDGE.top - EDGE.bottom),
  };
}

/** The curve between breaks follows the totals, so it bends as the price really does. */
export function pathOf(breaks: PriceBreak[], width: number): string {
  const { x, y } = scales(breaks, width);
  const points: string[] = [];
  for (let i = 0; i + 1 < breaks.length; i++) {
    const [from, to] = [breaks[i]!.quantity, breaks[i + 1]!.quantity];
    for (let step = 0; step < 8; step++) {
      const quantity = from * (to / from) ** (step / 8);
      points.push(`${x(quantity).toFixed(1)} ${y(totalAt(breaks, quantity)! / quantity).toFixed(1)}`);
    }
  }
  const last = breaks.at(-1)!;
  points.push(`${x(last.quantity).toFixed(1)} ${y(Number(last.unit_price)).toFixed(1)}`);
  return `M${points.join("L")}`;
}

export function PriceCurve({ breaks, currency, quantity, onChoose }: Props) {
  const { t } = useTranslation("quotes");
  const [box, setBox] = useState<HTMLDivElement | null>(null); // it comes with the second price
  const [width, setWidth] = useState(336);
  const fill = useId();
  useLayoutEffect(() => {
    if (!box) return;
    setWidth(box.clientWidth);
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(box);
    return () => observer.disconnect();
  }, [box]);
  if (breaks.length < 2) return null;
  const sorted = [...breaks].sort((a, b) => a.quantity - b.quantity);
  const { x, y } = scales(sorted, width);
  const line = pathOf(sorted, width);
  const here = totalAt(sorted, quantity);
  const hereX = x(Math.max(1, quantity));
  const hereY = here === undefined ? 0 : y(here / quantity);
  return (
    <div ref={setBox} className="relative" style={{ height: HEIGHT }} role="group" aria-label={t("curve.label")}>
      <svg width={width} height={HEIGHT} className="absolute inset-0 overflow-visible" aria-hidden>
        <defs>
          <linearGradient id={fill} x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stopColor="var(--accent)" stopOpacity="0.16" />
            <stop offset="1" stopColor="var(--accent)" stopOpacity="0" />
          </linearGradient>
        </defs>
        <path d={`${line}V${HEIGHT - EDGE.bottom}H${x(sorted[0]!.quantity)}Z`} fill={`url(#${fill})`} />
        <line x1={EDGE.left} x2={width - EDGE.right} y1={HEIGHT - EDGE.bottom} y2={HEIGHT - EDGE.bottom} stroke="var(--line)" />
        <path d={line} fill="none" stroke="var(--accent)" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />
        <line x1={hereX} x2={hereX} y1={hereY} y2={HEIGHT - EDGE.bottom} stroke="var(--accent)" strokeDasharray="2 3" />
      </svg>
      {sorted.map((one) => (
        <button
          key={one.quantity}
          type="button"
          onClick={() => onChoose(one.quantity)}
          aria-pressed={one.quantity === quantity}
          aria-label={t("curve.point", { count: one.quantity, shown: number(one.quantity, 0), price: money(one.unit_price, currency) })}
          className="group absolute top-0 h-full w-8 -translate-x-1/2 rounded-md"
          style={{ left: x(one.quantity) }}
        >
          <span
            className="absolute left-1/2 size-2 -translate-1/2 rounded-full bg-surface ring-2 ring-accent transition-transform group-hover:scale-150"
            style={{ top: y(Number(one.unit_price)) }}
          />
          <span className="tabular absolute inset-x-0 bottom-0 text-center text-[11px] text-ink-3 group-aria-pressed:font-semibold group-aria-pressed:text-ink">
            {number(one.quantity, 0)}
          </span>
          <span
            className="tabular absolute left-1/2 z-10 hidden -translate-x-1/2 -translate-y-[calc(100%+8px)] rounded-sm bg-ink px-1.5 py-0.5 text-[11px] whitespace-nowrap text-bg group-hover:block group-focus-visible:block"
            style={{ top: y(Number(one.unit_price)) }}
          >
            {money(one.unit_price, currency)}
          </span>
        </button>
      ))}
      <span
        className="pointer-events-none absolute size-3.5 -translate-1/2 rounded-full bg-accent ring-4 ring-accent-soft transition-all duration-150"
        style={{ left: hereX, top: hereY }}
        aria-hidden
      />
    </div>
  );
}
