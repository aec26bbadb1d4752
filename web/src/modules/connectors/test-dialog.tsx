// A test message, and what becomes of it.
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { MessageStatus } from "@/modules/notifications/words";
import { useSession } from "@/app/session";
import { Field, Input } from "@/ui/field";
import { FormDialog } from "@/ui/form-dialog";
import { ProblemNotice } from "@/ui/notice";
import { problemText } from "@/ui/problem-text";
import { connectorName, type Connector } from "./words";

const LOOK_AGAIN_MS = 1_000;

function Outcome({ messageId }: { messageId: string }) {
  const { t } = useTranslation("connectors");
  const { may } = useSession();
  const { data: message } = useQuery({
    queryKey: keys.message(messageId),
    queryFn: ({ signal }) => api.get("/api/v1/messages/{message_id}", { path: { message_id: messageId }, signal }),
    enabled: may("notifications.manage"),
    refetchInterval: ({ state }) => (state.data?.state === "queued" ? LOOK_AGAIN_MS : false),
  });
  if (!message) return <p className="text-sm text-ink-2">{t("asked")}</p>;
  return (
    <div className="grid gap-2 rounded-lg bg-sunken p-4 text-sm" role="status">
      <span className="flex flex-wrap items-center gap-3">
        <MessageStatus state={message.state} />
        <Link to="/office/messages/$messageId" params={{ messageId }} className="font-medium text-accent-ink underline-offset-4 hover:underline">
          {t("openMessage")}
        </Link>
      </span>
      {message.outcome && <span className="text-ink-2 [overflow-wrap:anywhere]">{message.outcome}</span>}
    </div>
  );
}

export function TestDialog({ connector, onClose }: { connector: Connector; onClose: () => void }) {
  const { t } = useTranslation("connectors");
  const { t: ui } = useTranslation("ui");
  const [recipient, setRecipient] = useState("");
  const test = useMutation({
    mutationFn: () =>
      api.post("/api/v1/connectors/{connector_kind}/test", { path: { connector_kind: connector.kind }, body: { recipient: recipient.trim() || null } }),
  });
  const problem = test.error ? problemOf(test.error) : undefined;
  const isOfField = problem?.code === "nobody_to_send_to";
  return (
    <FormDialog
      title={t("testOf", { name: connectorName(connector.kind) })}
      description={connector.is_sandbox ? t("testSandbox") : t("testWhat")}
      width="sm"
      send={t("send")}
      leave={ui("close")}
      isBusy={test.isPending}
      onSend={() => test.mutate()}
      onClose={onClose}
    >
      {problem && !isOfField && <ProblemNotice problem={problem} />}
      {connector.kind === "web_push" ? (
        <p className="text-sm text-ink-2">{isOfField ? problemText(problem) : t("toOwnBrowsers")}</p>
      ) : (
        <Field label={t(`recipient.${connector.channel as "email"}`)} hint={t("recipientHint")} error={isOfField && problemText(problem)} requestId={isOfField ? problem.requestId : undefined}>
          <Input autoFocus autoComplete="off" maxLength={254} value={recipient} onChange={(event) => setRecipient(event.target.value)} />
        </Field>
      )}
      {test.data?.message_ids.map((id) => <Outcome key={id} messageId={id} />)}
    </FormDialog>
  );
}
