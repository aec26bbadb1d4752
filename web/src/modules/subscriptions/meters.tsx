// How much of a plan is used: a bar per meter, with the numbers beside it.
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "@/ui/cx";
import { date, percent } from "@/ui/format";
import { amount, type Usage } from "./usage";

const tones: Record<Usage["level"], string> = { ok: "bg-accent", near: "bg-warn", full: "bg-bad" };

function Meter({ usage }: { usage: Usage }) {
  const { t } = useTranslation("subscriptions");
  const used = amount(usage.meter, usage.used);
  const words = usage.limit == null ? t("usedOf.nothing", { used }) : t("usedOf.limit", { used, limit: amount(usage.meter, usage.limit) });
  return (
    <li className="grid gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <span className="font-medium">{t(`meters.${usage.meter}`)}</span>
        <span className="tabular text-ink-2">
          {words}
          {usage.percent != null && <span className={cx("ml-2", usage.level === "full" ? "text-bad" : usage.level === "near" ? "text-warn" : "text-ink-3")}>{percent(usage.percent / 100)}</span>}
        </span>
      </div>
      {usage.limit != null && (
        <div
          role="meter"
          aria-label={t(`meters.${usage.meter}`)}
          aria-valuemin={0}
          aria-valuemax={usage.limit}
          aria-valuenow={Math.min(usage.used, usage.limit)}
          aria-valuetext={words}
          className="h-2 overflow-hidden rounded-full bg-sunken"
        >
          <div className={cx("h-full rounded-full", tones[usage.level])} style={{ width: `${Math.min(100, Math.max(usage.used > 0 ? 1 : 0, usage.percent ?? 0))}%` }} />
        </div>
      )}
      {usage.resets_at && <p className="text-sm text-ink-3">{t("resets", { date: date(usage.resets_at) })}</p>}
    </li>
  );
}

export function Meters({ usage }: { usage: Usage[] }) {
  return (
    <ul className="grid gap-5">
      {usage.map((one) => (
        <Meter key={one.meter} usage={one} />
      ))}
    </ul>
  );
}
