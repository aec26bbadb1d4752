// The devices one is signed in on: which, from where, when last seen; each can be signed out, or all others at once.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { relative } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { SkeletonRows } from "@/ui/skeleton";
import { Badge } from "@/ui/status";
import { toast, toastProblem } from "@/ui/toast";
import { Section } from "./section";

/** Signed-in devices. */
export function Devices() {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  const sessions = useQuery({ queryKey: keys.sessions, queryFn: ({ signal }) => api.get("/api/v1/auth/sessions", { signal }) });
  const signOut = useMutation({
    mutationFn: (id: string | undefined) =>
      id === undefined
        ? api.delete("/api/v1/auth/sessions")
        : api.delete("/api/v1/auth/sessions/{session_id}", { path: { session_id: id } }),
    onSuccess: () => toast(t("devices.signedOut")),
    onError: (problem) => toastProblem(problem),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions }),
  });
  const items = sessions.data?.items;
  return (
    <Section title={t("devices.title")}>
      {sessions.error && <ProblemNotice problem={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.isPending && <SkeletonRows rows={2} />}
      <ul>
        {items?.map((one) => (
          <li key={one.id} className="flex items-center justify-between gap-4 border-b border-line py-3 first:pt-0 last:border-0 last:pb-0">
            <div className="min-w-0 text-sm">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {one.device}
                {one.is_current && <Badge>{t("devices.this")}</Badge>}
              </p>
              <p className="text-ink-2">{t("devices.seen", { when: relative(one.last_seen_at), address: one.address })}</p>
            </div>
            {!one.is_current && (
              <Button size="sm" busy={signOut.isPending && signOut.variables === one.id} onClick={() => signOut.mutate(one.id)}>
                {t("devices.signOut")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {items && items.length > 2 && (
        <div className="mt-4">
          <Button onClick={() => signOut.mutate(undefined)}>{t("devices.signOutOthers")}</Button>
        </div>
      )}
    </Section>
  );
}
