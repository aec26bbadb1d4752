// What the clock asks for: when it last did, and when it will again.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { Dialog } from "@/ui/dialog";
import { dateTime, relative } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { SkeletonRows } from "@/ui/skeleton";
import { kindName } from "./words";

type Schedule = Schema<"ScheduleView">;

function Moment({ label, time }: { label: string; time: string | null | undefined }) {
  const { t } = useTranslation("jobs");
  return (
    <div>
      <dt className="text-ink-3">{label}</dt>
      <dd>{time ? <time dateTime={time} title={dateTime(time)}>{relative(time)}</time> : <span className="text-ink-3">{t("schedules.never")}</span>}</dd>
    </div>
  );
}

function Entry({ of }: { of: Schedule }) {
  const { t } = useTranslation("jobs");
  return (
    <li className="grid gap-x-6 gap-y-1 border-t border-line py-3 text-sm first:border-0 sm:grid-cols-[minmax(0,1fr)_8rem_8rem]">
      <div className="min-w-0">
        <p className="font-medium">{kindName(of.name)}</p>
        <p className="text-ink-2">
          <code className="font-mono text-xs" translate="no">
            {t("schedules.zone", { cron: of.cron, zone: of.time_zone })}
          </code>{" "}
          · {of.per === "company" ? t("schedules.perCompany") : t("schedules.everywhere")}
        </p>
      </div>
      <dl className="grid grid-cols-2 gap-6 sm:contents">
        <Moment label={t("schedules.last")} time={of.last_fired_at} />
        <Moment label={t("schedules.next")} time={of.next_at} />
      </dl>
    </li>
  );
}

export function SchedulesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("jobs");
  const found = useQuery({ queryKey: keys.schedules, queryFn: ({ signal }) => api.get("/api/v1/schedules", { signal }) });
  const soonest = [...(found.data?.items ?? [])].sort((one, other) => (one.next_at ?? "~").localeCompare(other.next_at ?? "~"));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("schedules.title")} description={t("schedules.what")} width="lg" isText>
      {found.isPending ? (
        <SkeletonRows rows={5} className="h-14" />
      ) : found.error ? (
        <ProblemNotice problem={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <ul>
          {soonest.map((one) => (
            <Entry key={one.name} of={one} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}
