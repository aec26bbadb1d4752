// One job: how it stands, what it was given, why it failed; again or away with it, as far as its life allows.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Ban, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { NeedsRight } from "@/app/needs-right";
import { useActions, type PaletteItem } from "@/app/palette/providers";
import { UserName } from "@/modules/identity/user-name";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Facts, Section } from "@/ui/facts";
import { Field, TextArea } from "@/ui/field";
import { dateTime, number } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { RecordPage, RecordPageSkeleton } from "@/ui/record-page";
import { SureDialog } from "@/ui/sure-dialog";
import type { Tab } from "@/ui/tabs";
import { useJobStep } from "./use-job-steps";
import { isOpen, isStopping, JobProgress, JobStatus, kindName, payloadText, type Job } from "./words";

// The end is told; on the way it has to be asked how far it is.
const LOOK_AGAIN_MS = 2_000;

function CancelDialog({ job, onClose }: { job: Job; onClose: () => void }) {
  const { t } = useTranslation("jobs");
  const cancel = useJobStep("cancel");
  return (
    <SureDialog
      title={t("cancelWhich", { name: kindName(job.kind) })}
      what={job.state === "running" ? t("cancelRunning") : t("cancelWaiting")}
      yes={t("cancel")}
      no={t("back")}
      isDanger
      isBusy={cancel.isPending}
      onYes={() => cancel.mutate({ job }, { onSettled: onClose })}
      onClose={onClose}
    />
  );
}

function DropDialog({ job, onClose }: { job: Job; onClose: () => void }) {
  const { t } = useTranslation("jobs");
  const drop = useJobStep("drop");
  const [reason, setReason] = useState("");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("dropWhich", { name: kindName(job.kind) })}
      description={t("dropWhat")}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>{t("back")}</Button>
          <Button kind="danger" busy={drop.isPending} onClick={() => drop.mutate({ job, reason: reason.trim() || undefined }, { onSettled: onClose })}>
            {t("drop")}
          </Button>
        </>
      }
    >
      <Field label={t("reason")} optional>
        <TextArea value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  );
}

function JobActions({ job }: { job: Job }) {
  const { t } = useTranslation("jobs");
  const [asking, setAsking] = useState<"cancel" | "drop">();
  const stopAsking = () => setAsking(undefined);
  const retry = useJobStep("retry");
  const may = (action: string) => job.allowed_actions.includes(action);
  const canCancel = may("cancel") && !isStopping(job);
  const items: PaletteItem[] = [];
  if (may("retry")) items.push({ id: "retry", label: t("retry"), icon: RotateCcw, run: () => retry.mutate({ job }) });
  if (may("drop")) items.push({ id: "drop", label: t("drop"), icon: Trash2, run: () => setAsking("drop") });
  if (canCancel) items.push({ id: "cancel", label: t("cancel"), icon: Ban, run: () => setAsking("cancel") });
  useActions(kindName(job.kind), items);
  return (
    <>
      {canCancel && (
        <Button size="sm" kind="danger" icon={<Ban className="size-4" aria-hidden />} onClick={() => setAsking("cancel")}>
          {t("cancel")}
        </Button>
      )}
      {may("drop") && (
        <Button size="sm" kind="danger" icon={<Trash2 className="size-4" aria-hidden />} onClick={() => setAsking("drop")}>
          {t("drop")}
        </Button>
      )}
      {may("retry") && (
        <Button size="sm" kind="primary" busy={retry.isPending} icon={<RotateCcw className="size-4" aria-hidden />} onClick={() => retry.mutate({ job })}>
          {t("retry")}
        </Button>
      )}
      {asking === "cancel" && <CancelDialog job={job} onClose={stopAsking} />}
      {asking === "drop" && <DropDialog job={job} onClose={stopAsking} />}
    </>
  );
}

const code = "overflow-x-auto rounded-lg bg-sunken p-4 font-mono text-xs leading-5 whitespace-pre-wrap break-words";

function Overview({ job }: { job: Job }) {
  const { t } = useTranslation("jobs");
  return (
    <div className="grid gap-6">
      {job.state === "running" && (
        <div className="grid gap-2 rounded-xl bg-surface p-5 shadow-card" role="status">
          <p className="flex justify-between gap-4 text-sm">
            <span className="min-w-0 truncate font-medium">{job.note || t("progress")}</span>
            <span className="tabular shrink-0 text-ink-2">{number(job.progress, 0)} %</span>
          </p>
          <JobProgress job={job} />
        </div>
      )}
      {job.error && (
        <section className="grid gap-2">
          <h2 className="text-sm font-semibold">{t("lastError")}</h2>
          <pre className={code}>{job.error}</pre>
        </section>
      )}
      <section className="grid gap-2">
        <h2 className="text-sm font-semibold">{t("payload")}</h2>
        {job.payload ? <pre className={code}>{payloadText(job.payload)}</pre> : <p className="text-sm text-ink-3">{t("payloadHidden")}</p>}
      </section>
    </div>
  );
}

function Record() {
  const { t } = useTranslation("jobs");
  const { jobId } = useParams({ from: "/office/jobs/$jobId" });
  const { tab } = useSearch({ from: "/office/jobs/$jobId" });
  const navigate = useNavigate();
  const { data: job, error, refetch } = useQuery({
    queryKey: keys.job(jobId),
    queryFn: ({ signal }) => api.get("/api/v1/jobs/{job_id}", { path: { job_id: jobId }, signal }),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? LOOK_AGAIN_MS : false),
  });
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!job) return <RecordPageSkeleton />;
  const tabs: Tab[] = [{ id: "overview", label: t("overview"), content: <Overview job={job} /> }];
  return (
    <RecordPage
      back={{ to: "/office/jobs", label: t("title") }}
      title={kindName(job.kind)}
      status={<JobStatus job={job} />}
      subtitle={t("since", { when: dateTime(job.created_at) })}
      actions={<JobActions job={job} />}
      notice={
        <>
          {job.state === "failed" && <Notice tone="warn">{t("again", { when: dateTime(job.run_at) })}</Notice>}
          {job.state === "dead" && <Notice tone="bad">{t("gaveUp", { count: job.attempt })}</Notice>}
          {job.state === "dropped" && <Notice tone="info">{t("isDropped")}</Notice>}
        </>
      }
      tabs={tabs}
      tab={tab}
      onTab={(id) => void navigate({ to: ".", search: { tab: id }, replace: true })}
      aside={
        <Section title={t("facts")}>
          <Facts
            facts={[
              { label: t("fields.attempt"), value: t("tries", { attempt: number(job.attempt, 0), most: number(job.max_attempts, 0) }) },
              { label: t("fields.drop_reason"), value: job.drop_reason },
              { label: t("fields.priority"), value: t(`priorities.${job.priority}`) },
              { label: t("fields.created_by"), value: <UserName id={job.created_by} /> },
              { label: t("fields.created_at"), value: dateTime(job.created_at) },
              { label: t("fields.run_at"), value: dateTime(job.run_at) },
              { label: t("fields.started_at"), value: job.started_at && dateTime(job.started_at) },
              { label: t("fields.finished_at"), value: job.finished_at && dateTime(job.finished_at) },
              { label: t("fields.code"), value: <code className="font-mono text-xs">{job.kind}</code> },
            ]}
          />
        </Section>
      }
    />
  );
}

export function JobPage() {
  const { t } = useTranslation("jobs");
  return (
    <NeedsRight right="jobs.read" title={t("title")}>
      <Record />
    </NeedsRight>
  );
}
