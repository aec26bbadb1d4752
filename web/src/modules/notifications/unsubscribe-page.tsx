// Where the link of an e-mail leads: what it is about, and one button. No account is asked for.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Mail } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { ProblemNotice } from "@/ui/notice";
import { useTabTitle } from "@/ui/page-title";
import { SkeletonRows } from "@/ui/skeleton";

export function UnsubscribePage() {
  const { t } = useTranslation("notifications");
  useTabTitle(t("leave.title"));
  const client = useQueryClient();
  const { token } = useParams({ from: "/unsubscribe/$token" });
  const queryKey = ["unsubscribe", token];
  const subscription = useQuery({ queryKey, queryFn: ({ signal }) => api.get("/api/v1/unsubscribe/{token}", { path: { token }, signal }) });
  const leave = useMutation({
    mutationFn: () => api.post("/api/v1/unsubscribe/{token}", { path: { token } }),
    onSuccess: (answer) => client.setQueryData(queryKey, answer),
  });
  const of = subscription.data;
  return (
    <main id="content" className="mx-auto w-full max-w-xl px-4 py-16">
      <h1 className="sr-only">{t("leave.title")}</h1>
      {(subscription.error || leave.error) && <ProblemNotice problem={subscription.error ?? leave.error} />}
      {subscription.isPending && <SkeletonRows rows={2} />}
      {of && (
        <EmptyState
          icon={Mail}
          title={of.is_on ? t("leave.ask", { company: of.company, group: t(`groups.${of.event_group}`) }) : t("leave.done", { company: of.company, group: t(`groups.${of.event_group}`) })}
          action={
            of.is_on && (
              <Button kind="primary" busy={leave.isPending} onClick={() => leave.mutate()}>
                {t("leave.button")}
              </Button>
            )
          }
        >
          {t("leave.rest")}
        </EmptyState>
      )}
    </main>
  );
}
