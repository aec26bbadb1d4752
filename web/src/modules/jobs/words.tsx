// Jobs in words: what they do, how they stand, how far they are.
import i18next from "i18next";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { Progress } from "@/ui/progress";
import { Status, type StatusLook } from "@/ui/status";

export type Job = Schema<"Job">;
export type JobState = Job["state"];

const looks: Record<JobState, StatusLook> = {
  queued: { tone: "quiet", icon: "waiting" },
  running: { tone: "info", icon: "active" },
  failed: { tone: "warn", icon: "paused" },
  dead: { tone: "bad", icon: "refused" },
  dropped: { tone: "quiet", icon: "refused" },
  succeeded: { tone: "good", icon: "done" },
  cancelled: { tone: "quiet", icon: "ended" },
};

export function kindName(kind: string): string {
  const key = `jobs:kinds.${kind.replace(".", "_")}`;
  return i18next.exists(key) ? i18next.t(key as never) : kind;
}

/** A job that was asked to stop says so until it has. */
export const isStopping = (job: Pick<Job, "state" | "cancel_requested">) => job.cancel_requested && job.state === "running";
/** Neither done nor given up: it may still change by itself. */
export const isOpen = (job: Pick<Job, "state">) => job.state === "queued" || job.state === "running" || job.state === "failed";

export function JobStatus({ job }: { job: Pick<Job, "state" | "cancel_requested"> }) {
  const { t } = useTranslation("jobs");
  return <Status {...looks[job.state]}>{isStopping(job) ? t("stopping") : t(`states.${job.state}`)}</Status>;
}

export function JobProgress({ job }: { job: Job }) {
  const { t } = useTranslation("jobs");
  if (job.state !== "running") return null;
  return <Progress value={job.progress > 0 ? job.progress / 100 : undefined} label={job.note || t("progress")} />;
}

/** The payload as people read it: one member a line. */
export function payloadText(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
