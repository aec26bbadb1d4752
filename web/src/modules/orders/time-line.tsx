// The way of an order: what has happened, where it stands, what is still to come.
import { Ban, Check, CirclePause } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { cx } from "@/ui/cx";
import { dateTime } from "@/ui/format";
import type { OrderStatus } from "./status";

type Order = Schema<"SalesOrder">;

const way: OrderStatus[] = ["pending", "confirmed", "in_production", "quality_check", "shipped", "delivered", "completed"];

export interface Step {
  status: OrderStatus;
  state: "done" | "now" | "ahead" | "ended";
  at?: string;
  note?: string | null;
}

/** What happened, in its order, then what is still ahead on the usual way; nothing is ahead of an order that is cancelled. */
export function stepsOf(order: Pick<Order, "status" | "history" | "created_at">): Step[] {
  const history = order.history ?? [];
  const past: Step[] = history.map((step, index) => {
    const last = index === history.length - 1;
    const ended = step.status === "cancelled" || (last && step.status === "on_hold");
    const state = ended ? "ended" : last && step.status !== "completed" ? "now" : "done";
    return { status: step.status, state, at: step.at, note: step.note };
  });
  if (past[0]?.status !== "pending") past.unshift({ status: "pending", state: past.length ? "done" : "now", at: order.created_at });
  if (order.status === "cancelled") return past;
  const reached = Math.max(...past.map((step) => way.indexOf(step.status)));
  return [...past, ...way.slice(reached + 1).map((status): Step => ({ status, state: "ahead" }))];
}

export function TimeLine({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const steps = stepsOf(order);
  return (
    <section className="rounded-xl bg-surface p-5 shadow-card">
      <h2 className="sr-only">{t("timeLine")}</h2>
      <ol>
        {steps.map((step, index) => {
          const Icon = step.status === "cancelled" ? Ban : step.status === "on_hold" ? CirclePause : Check;
          return (
            <li key={index} className="relative flex gap-4 pb-5 last:pb-0" aria-current={step.state === "now" ? "step" : undefined}>
              {index < steps.length - 1 && (
                <span
                  className={cx("absolute top-6 bottom-0 left-[11px] w-0.5", steps[index + 1]!.state === "ahead" ? "bg-line" : "bg-good")}
                  aria-hidden
                />
              )}
              <span
                className={cx(
                  "relative grid size-6 shrink-0 place-items-center rounded-full",
                  step.state === "done" && "bg-good text-surface",
                  step.state === "now" && "bg-accent text-on-accent ring-4 ring-accent-soft",
                  step.state === "ahead" && "bg-sunken ring-1 ring-line-strong ring-inset",
                  step.state === "ended" && "bg-warn text-surface",
                )}
              >
                {step.state === "now" ? (
                  <span className="size-2 rounded-full bg-on-accent" />
                ) : (
                  step.state !== "ahead" && <Icon className="size-3.5" strokeWidth={3} aria-hidden />
                )}
              </span>
              <div className="min-w-0 flex-1 sm:flex sm:justify-between sm:gap-4">
                <div className="min-w-0">
                  <p className={cx("text-sm", step.state === "ahead" ? "text-ink-3" : "font-medium")}>{t(`status.${step.status}`)}</p>
                  {step.note && <p className="text-sm text-ink-2">{step.note}</p>}
                </div>
                {step.at && (
                  <time dateTime={step.at} className="tabular shrink-0 text-sm text-ink-3">
                    {dateTime(step.at)}
                  </time>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
