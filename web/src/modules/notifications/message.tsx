// One message: what it says, and each try to hand it over.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { RotateCcw } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { NeedsRight } from "@/app/needs-right";
import { useActions, type PaletteItem } from "@/app/palette/providers";
import { Button } from "@/ui/button";
import { Facts, Section } from "@/ui/facts";
import { dateTime } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { RecordPage, RecordPageSkeleton } from "@/ui/record-page";
import { Badge } from "@/ui/status";
import { toast, toastProblem } from "@/ui/toast";
import type { Tab } from "@/ui/tabs";
import { eventName, MessageStatus } from "./words";

type Detail = Schema<"MessageDetail">;
const LOOK_AGAIN_MS = 2_000;

function Resend({ message }: { message: Detail }) {
  const { t } = useTranslation("notifications");
  const client = useQueryClient();
  const resend = useMutation({
    mutationFn: () => api.post("/api/v1/messages/{message_id}/resend", { path: { message_id: message.id } }),
    onSuccess: (answer) => {
      client.setQueryData(keys.message(message.id), answer);
      toast(t("message.resent"));
    },
    onError: (problem) => toastProblem(problem),
    onSettled: () => client.invalidateQueries({ queryKey: keys.messages }),
  });
  const items: PaletteItem[] = [{ id: "resend", label: t("message.resend"), icon: RotateCcw, run: () => resend.mutate() }];
  useActions(message.subject, items);
  return (
    <Button size="sm" kind="primary" busy={resend.isPending} icon={<RotateCcw className="size-4" aria-hidden />} onClick={() => resend.mutate()}>
      {t("message.resend")}
    </Button>
  );
}

function Overview({ message }: { message: Detail }) {
  const { t } = useTranslation("notifications");
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-8">
      <section className="grid min-w-0 gap-2">
        <h2 className="text-sm font-semibold">{t("message.text")}</h2>
        {message.text ? (
          <p className="rounded-lg bg-sunken p-4 text-sm leading-6 whitespace-pre-wrap [overflow-wrap:anywhere]">{message.text}</p>
        ) : (
          <p className="text-sm text-ink-3">{message.is_security ? t("message.secret") : t("message.unwritten")}</p>
        )}
      </section>
      {message.tries.length > 0 && (
        <section className="grid min-w-0 gap-2">
          <h2 className="text-sm font-semibold">{t("message.tries")}</h2>
          <ol className="grid">
            {message.tries.map((one) => (
              <li key={one.number} className="grid gap-1 border-b border-line py-3 text-sm last:border-0">
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <span className="tabular font-medium">{dateTime(one.started_at)}</span>
                  <Badge tone={one.fate === "accepted" ? "good" : one.fate === "refused" || one.fate === "unknown" ? "bad" : "quiet"}>
                    {one.fate ? t(`fates.${one.fate}`) : t("fates.open")}
                  </Badge>
                  <span className="text-ink-3">{one.carrier}</span>
                </span>
                {one.words && <span className="text-ink-2 [overflow-wrap:anywhere]">{one.words}</span>}
                {one.carrier_id && <span className="text-xs text-ink-3 [overflow-wrap:anywhere]">{t("message.carrierId", { id: one.carrier_id })}</span>}
                {one.request && (
                  <details>
                    <summary className="cursor-pointer text-ink-2">{t("message.request")}</summary>
                    <pre className="mt-2 max-h-96 overflow-auto rounded-lg bg-sunken p-3 text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">{one.request}</pre>
                  </details>
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

function Record() {
  const { t } = useTranslation("notifications");
  const { messageId } = useParams({ from: "/office/messages/$messageId" });
  const { tab } = useSearch({ from: "/office/messages/$messageId" });
  const navigate = useNavigate();
  const { data: message, error, refetch } = useQuery({
    queryKey: keys.message(messageId),
    queryFn: ({ signal }) => api.get("/api/v1/messages/{message_id}", { path: { message_id: messageId }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === "queued" ? LOOK_AGAIN_MS : false),
  });
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!message) return <RecordPageSkeleton />;
  const tabs: Tab[] = [{ id: "overview", label: t("message.one"), content: <Overview message={message} /> }];
  return (
    <RecordPage
      back={{ to: "/office/messages", label: t("messages.title") }}
      title={message.subject || eventName(message.event)}
      status={<MessageStatus state={message.state} />}
      subtitle={t("message.to", { name: message.recipient_name, when: dateTime(message.created_at) })}
      actions={message.allowed_actions.includes("resend") && <Resend message={message} />}
      notice={
        <>
          {message.state === "kept" && <Notice tone="warn">{t("message.kept")}</Notice>}
          {message.state === "failed" && <Notice tone="bad">{message.outcome}</Notice>}
          {message.state === "queued" && message.attempts > 0 && <Notice tone="warn">{t("message.again", { when: dateTime(message.due_at) })}</Notice>}
        </>
      }
      tabs={tabs}
      tab={tab}
      onTab={(id) => void navigate({ to: ".", search: { tab: id }, replace: true })}
      aside={
        <Section title={t("message.facts")}>
          <Facts
            facts={[
              { label: t("fields.channel"), value: t(`channels.${message.channel}`) },
              { label: t("fields.recipient"), value: message.recipient },
              { label: t("fields.event"), value: eventName(message.event) },
              { label: t("fields.locale"), value: message.locale },
              { label: t("fields.sent_at"), value: message.sent_at && dateTime(message.sent_at) },
              { label: t("fields.delivered_at"), value: message.delivered_at && dateTime(message.delivered_at) },
              { label: t("fields.read_at"), value: message.read_at && dateTime(message.read_at) },
              { label: t("fields.attempts"), value: message.attempts },
            ]}
          />
        </Section>
      }
    />
  );
}

export function MessagePage() {
  const { t } = useTranslation("notifications");
  return (
    <NeedsRight right="notifications.manage" title={t("messages.title")}>
      <Record />
    </NeedsRight>
  );
}
