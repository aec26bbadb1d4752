// Retries or cancels a job: the answer is shown everywhere at once.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { putEverywhere } from "@/api/optimistic";
import { keys } from "@/api/query";
import { toast, toastProblem } from "@/ui/toast";
import { isStopping, kindName, type Job } from "./words";

export function useJobStep(step: "retry" | "cancel") {
  const { t } = useTranslation("jobs");
  const client = useQueryClient();
  return useMutation({
    mutationFn: (job: Job) => {
      const path = { job_id: job.id };
      return step === "retry" ? api.post("/api/v1/jobs/{job_id}/retry", { path }) : api.post("/api/v1/jobs/{job_id}/cancel", { path });
    },
    onSuccess: (job) => {
      putEverywhere(client, keys.jobs, job);
      toast(kindName(job.kind), { detail: step === "retry" ? t("retried") : isStopping(job) ? t("asked") : t("cancelled") });
    },
    onError: (problem) => toastProblem(problem),
    onSettled: () => client.invalidateQueries({ queryKey: keys.jobs }),
  });
}
