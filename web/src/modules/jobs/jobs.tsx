// What runs in the background: waiting, running, failed, given up, done.
import { useSearch } from "@tanstack/react-router";
import { Ban, CalendarClock, Cog, RotateCcw, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { useSession } from "@/app/session";
import { NeedsRight } from "@/app/needs-right";
import { UserName } from "@/modules/identity/user-name";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { dateTime, number, relative } from "@/ui/format";
import { useTabTitle } from "@/ui/page-title";
import type { RecordList } from "@/ui/record-table/column";
import { RowLink } from "@/ui/record-table/row-link";
import { RecordTable } from "@/ui/record-table/record-table";
import { jobFields } from "./search";
import { SchedulesDialog } from "./schedules-dialog";
import { JobProgress, JobStatus, kindName, type Job, type JobState } from "./words";

// Only the end of a job is told; that one has begun has to be asked.
const LOOK_AGAIN_MS = 5_000;

const jobPage = (job: Job) => `/office/jobs/${job.id}`;

function useJobList(): RecordList<Job> {
  const { t, i18n } = useTranslation("jobs");
  const canManage = useSession().may("jobs.manage");
  return useMemo((): RecordList<Job> => {
    const name = (job: Job) => (
      <RowLink to={jobPage(job)} className="truncate font-medium">
        {kindName(job.kind)}
      </RowLink>
    );
    const when = (time: string | null | undefined) =>
      time ? (
        <time dateTime={time} title={dateTime(time)} className="truncate text-ink-2">
          {relative(time)}
        </time>
      ) : null;
    const tries = (job: Job) => t("tries", { attempt: number(job.attempt, 0), most: number(job.max_attempts, 0) });
    return {
      id: "jobs",
      path: "/api/v1/jobs",
      label: t("title"),
      queryKey: ["jobs"],
      defaultOrdering: "-created_at",
      canSearch: false,
      lookAgainMs: LOOK_AGAIN_MS,
      to: jobPage,
      nameOf: (job) => kindName(job.kind),
      filters: jobFields.map((field) => ({
        ...field,
        label: t(`fields.${field.name}`),
        wordLabel: field.name === "state" ? (word: string) => t(`states.${word as JobState}`) : field.name === "kind" ? kindName : undefined,
      })),
      views: [
        { id: "all", label: t("views.all"), query: "" },
        { id: "waiting", label: t("views.waiting"), query: "state=queued&ordering=created_at" },
        { id: "running", label: t("views.running"), query: "state=running" },
        { id: "failed", label: t("views.failed"), query: "state=failed" },
        { id: "dead", label: t("views.dead"), query: "state=dead" },
      ],
      bulk: canManage
        ? [
            { id: "retry", label: t("retry"), icon: RotateCcw, path: "/api/v1/jobs/bulk/retry", body: {} },
            {
              id: "drop",
              label: t("drop"),
              icon: Trash2,
              path: "/api/v1/jobs/bulk/drop",
              body: {},
              asks: { member: "reason", label: t("reason") },
              isDanger: true,
            },
            { id: "cancel", label: t("cancel"), icon: Ban, path: "/api/v1/jobs/bulk/cancel", body: {}, isDanger: true },
          ]
        : [],
      columns: [
        { id: "kind", label: t("fields.kind"), width: 220, grows: true, cell: name },
        { id: "state", label: t("fields.state"), width: 152, cell: (job) => <JobStatus job={job} /> },
        { id: "progress", label: t("fields.progress"), width: 140, cell: (job) => <JobProgress job={job} /> },
        { id: "attempt", label: t("fields.attempt"), width: 104, cell: (job) => <span className="tabular text-ink-2">{tries(job)}</span> },
        { id: "error", label: t("fields.error"), width: 220, grows: true, cell: (job) => <span className="truncate text-ink-2">{job.error || job.note}</span> },
        { id: "created_by", label: t("fields.created_by"), width: 152, cell: (job) => <UserName id={job.created_by} /> },
        { id: "created_at", label: t("fields.created_at"), width: 136, ordering: "created_at", cell: (job) => when(job.created_at) },
        { id: "run_at", label: t("fields.run_at"), width: 136, isExtra: true, cell: (job) => when(job.run_at) },
        { id: "finished_at", label: t("fields.finished_at"), width: 136, isExtra: true, cell: (job) => when(job.finished_at) },
        { id: "priority", label: t("fields.priority"), width: 112, isExtra: true, cell: (job) => t(`priorities.${job.priority}`) },
      ],
      card: (job) => (
        <div className="grid gap-1">
          <div className="flex items-baseline justify-between gap-2">
            {name(job)}
            <span className="shrink-0 text-ink-3">{relative(job.created_at)}</span>
          </div>
          <div className="flex items-center gap-3">
            <JobStatus job={job} />
            <JobProgress job={job} />
          </div>
          <div className="truncate text-ink-2">{job.error || job.note || tries(job)}</div>
        </div>
      ),
    };
    // The language changes all texts.
  }, [t, i18n.language, canManage]);
}

function Table() {
  const { t } = useTranslation("jobs");
  const search = useSearch({ from: "/office/jobs" });
  const list = useJobList();
  const [isShowing, setShowing] = useState(false);
  return (
    <>
      <RecordTable
        list={list}
        search={search}
        actions={
          <Button size="sm" icon={<CalendarClock className="size-4" aria-hidden />} onClick={() => setShowing(true)}>
            {t("schedules.title")}
          </Button>
        }
        empty={<EmptyState icon={Cog} title={t("none")}>{t("what")}</EmptyState>}
      />
      {isShowing && <SchedulesDialog onClose={() => setShowing(false)} />}
    </>
  );
}

export function Jobs() {
  const { t } = useTranslation("jobs");
  useTabTitle(t("title"));
  return (
    <NeedsRight right="jobs.read" title={t("title")}>
      <Table />
    </NeedsRight>
  );
}
