// Retries, drops or cancels a job: the answer is shown everywhere at once.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { putEverywhere } from "@/api/optimistic";
import { keys } from "@/api/query";
import { toast, toastProblem } from "@/ui/toast";
import { isStopping, kindName, type Job } from "./words";

type Step = "retry" | "drop" | "cancel";

const take = (step: Step, job_id: string, reason?: string): Promise<Job> => {
  const path = { job_id };
  if (step === "drop") return api.post("/api/v1/jobs/{job_id}/drop", { path, body: { reason } });
  return step === "retry" ? api.post("/api/v1/jobs/{job_id}/retry", { path }) : api.post("/api/v1/jobs/{job_id}/cancel", { path });
};

export function useJobStep(step: Step) {
  const { t } = useTranslation("jobs");
  const client = useQueryClient();
  const done = (job: Job) => {
    if (step === "retry") return t("retried");
    if (step === "drop") return t("dropped");
    return isStopping(job) ? t("asked") : t("cancelled");
  };
  return useMutation({
    mutationFn: ({ job, reason }: { job: Job; reason?: string }) => take(step, job.id, reason),
    onSuccess: (job) => {
      putEverywhere(client, keys.jobs, job);
      toast(kindName(job.kind), { detail: done(job) });
    },
    onError: (problem) => toastProblem(problem),
    onSettled: () => client.invalidateQueries({ queryKey: keys.jobs }),
  });
}
