// What it costs and when it is ready; the one thing to do next.
import { CalendarDays } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { addWorkingDays, money, weekday } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import type { Part } from "./basket";
import type { Price } from "./pricing";
import { sum } from "./pricing";

export interface Sum {
  total: string;
  currency: string;
  days: number;
}

/** The whole request: totals added up, ready when its slowest part is. Nothing until every model has a price. */
export function sumOf(prices: Price[]): Sum | undefined {
  const first = prices[0];
  if (!first) return undefined;
  return {
    total: sum(prices.map((price) => price.total)),
    currency: first.currency,
    days: Math.max(...prices.map((price) => price.lead_time_days)),
  };
}

interface Props {
  part: Part;
  price: Price | undefined;
  estimated: boolean;
  error: unknown;
  onRetry: () => void;
}

export function PartPrice({ part, price, estimated, error, onRetry }: Props) {
  const { t } = useTranslation("quotes");
  if (error && !price) return <ProblemNotice problem={error} onRetry={onRetry} />;
  if (!price)
    return (
      <div className="grid gap-2" aria-busy>
        <Skeleton className="h-9 w-40" />
        <Skeleton className="h-5 w-56" />
      </div>
    );
  return (
    <div>
      <div aria-live="polite" aria-busy={estimated} className={cx("transition-opacity", estimated && "opacity-70")}>
        <div className="flex items-baseline gap-2">
          <output className="tabular text-3xl font-semibold tracking-tight" data-testid="unit-price">
            {money(price.unit_price, price.currency)}
          </output>
          <span className="text-sm text-ink-2">{t("perPiece")}</span>
        </div>
        <p className="tabular mt-0.5 text-sm text-ink-2">
          {t("forPieces", { count: part.choice.quantity, total: money(price.subtotal, price.currency) })}
        </p>
      </div>
    </div>
  );
}

export function ReadyBy({ days }: { days: number }) {
  const { t } = useTranslation("quotes");
  return (
    <span className="inline-flex items-center gap-1.5 text-sm text-ink-2">
      <CalendarDays className="size-4" aria-hidden />
      {t("readyBy", { date: weekday(addWorkingDays(new Date(), days)) })}
    </span>
  );
}

interface TotalProps {
  sum: Sum | undefined;
  parts: number;
  estimated: boolean;
  label: string;
  busy: boolean;
  onSave: () => void;
}

/** At the foot of the choices on a desk, at the foot of the screen on a phone. */
export function TotalBar({ sum: all, parts, estimated, label, busy, onSave }: TotalProps) {
  const { t } = useTranslation("quotes");
  return (
    <div className="flex items-center justify-between gap-4 xl:block">
      <div aria-busy={estimated} className={cx("min-w-0 transition-opacity xl:mb-3 xl:flex xl:items-end xl:justify-between xl:gap-4", estimated && "opacity-70")}>
        <div>
          <span className="hidden text-sm text-ink-2 xl:block">{t("totalOf", { count: parts })}</span>
          <output className="tabular text-xl font-semibold tracking-tight xl:text-2xl" data-testid="total">
            {all ? money(all.total, all.currency) : "—"}
          </output>
        </div>
        <div className="xl:pb-1">{all && <ReadyBy days={all.days} />}</div>
      </div>
      <Button kind="primary" size="lg" disabled={!all} busy={busy} onClick={onSave} className="xl:w-full">
        {label}
      </Button>
    </div>
  );
}
