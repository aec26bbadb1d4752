// How far the order has come, as stations on a line.
import { Check } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "@/ui/cx";
import { dateTime } from "@/ui/format";
import type { Order } from "./office-list";

const stations = ["pending", "confirmed", "in_production", "quality_check", "shipped", "delivered", "completed"] as const;

export function OrderTrack({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  if (order.status === "cancelled") return null;
  const visited = new Map(order.history.map((step) => [step.status, step.at]));
  const held = order.status === "on_hold" ? order.history.findLast((step) => step.status !== "on_hold")?.status : undefined;
  const here = stations.findIndex((status) => status === (held ?? order.status));
  return (
    <ol aria-label={t("office.track")} tabIndex={0} className="flex gap-1 overflow-x-auto rounded-sm py-1">
      {stations.map((status, index) => {
        const at = visited.get(status);
        const isHere = index === here;
        return (
          <li key={status} aria-current={isHere ? "step" : undefined} className="grid min-w-24 flex-1 content-start gap-1">
            <span className={cx("h-1 rounded-full", index < here ? "bg-good" : isHere ? (held ? "bg-warn" : "bg-accent") : "bg-line-strong")} />
            <span className={cx("flex items-center gap-1 text-xs", isHere ? "font-medium text-ink" : index < here ? "text-ink-2" : "text-ink-3")}>
              {index < here && <Check className="size-3 text-good" aria-hidden />}
              {t(`status.${status}`)}
            </span>
            {at && index <= here && (
              <time dateTime={at} className="tabular text-xs text-ink-3">
                {dateTime(at)}
              </time>
            )}
          </li>
        );
      })}
    </ol>
  );
}
