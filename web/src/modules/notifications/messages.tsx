// What was sent to whom, and what became of it; without a mail server, what would have been sent.
import { Link, useSearch } from "@tanstack/react-router";
import { Mail, Send, Settings2 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { NeedsRight } from "@/app/needs-right";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { dateTime, relative } from "@/ui/format";
import { useTabTitle } from "@/ui/page-title";
import type { RecordList } from "@/ui/record-table/column";
import { RowLink } from "@/ui/record-table/row-link";
import { RecordTable } from "@/ui/record-table/record-table";
import { channels, messageFields } from "./search";
import { eventName, MessageStatus, type Message, type MessageState } from "./words";

type ChannelWord = (typeof channels)[number];
// A message is on its way for seconds; nobody tells each step of it.
const LOOK_AGAIN_MS = 5_000;

const messagePage = (message: Message) => `/office/messages/${message.id}`;

function useMessageList(): RecordList<Message> {
  const { t, i18n } = useTranslation("notifications");
  return useMemo((): RecordList<Message> => {
    const name = (message: Message) => (
      <RowLink to={messagePage(message)} className="truncate font-medium">
        {message.subject || eventName(message.event)}
      </RowLink>
    );
    const when = (time: string | null | undefined) =>
      time ? (
        <time dateTime={time} title={dateTime(time)} className="truncate text-ink-2">
          {relative(time)}
        </time>
      ) : null;
    const words: Record<string, (word: string) => string> = {
      state: (word) => t(`states.${word as MessageState}`),
      channel: (word) => t(`channels.${word as ChannelWord}`),
      event: eventName,
    };
    return {
      id: "messages",
      path: "/api/v1/messages",
      label: t("messages.title"),
      queryKey: ["messages"],
      defaultOrdering: "-created_at",
      canSearch: false,
      lookAgainMs: LOOK_AGAIN_MS,
      to: messagePage,
      nameOf: (message) => message.subject || eventName(message.event),
      filters: messageFields.map((field) => ({ ...field, label: t(`fields.${field.name}`), wordLabel: words[field.name] })),
      views: [
        { id: "all", label: t("views.all"), query: "" },
        { id: "outside", label: t("views.outside"), query: "channel=email,sms,whatsapp,telegram,push" },
        { id: "failed", label: t("views.failed"), query: "state=failed" },
        { id: "kept", label: t("views.kept"), query: "state=kept" },
        { id: "queued", label: t("views.queued"), query: "state=queued" },
      ],
      bulk: [{ id: "resend", label: t("messages.resendMany"), icon: Send, path: "/api/v1/messages/bulk/resend", body: {} }],
      columns: [
        { id: "subject", label: t("fields.subject"), width: 280, grows: true, cell: name },
        { id: "state", label: t("fields.state"), width: 152, cell: (message) => <MessageStatus state={message.state} /> },
        { id: "channel", label: t("fields.channel"), width: 112, cell: (message) => t(`channels.${message.channel}`) },
        { id: "recipient_name", label: t("fields.recipient_name"), width: 160, cell: (message) => <span className="truncate">{message.recipient_name}</span> },
        { id: "recipient", label: t("fields.recipient"), width: 200, cell: (message) => <span className="truncate text-ink-2">{message.recipient}</span> },
        { id: "created_at", label: t("fields.created_at"), width: 136, ordering: "created_at", cell: (message) => when(message.created_at) },
        { id: "event", label: t("fields.event"), width: 200, isExtra: true, cell: (message) => <span className="truncate">{eventName(message.event)}</span> },
        { id: "outcome", label: t("fields.outcome"), width: 240, isExtra: true, cell: (message) => <span className="truncate text-ink-2">{message.outcome}</span> },
        { id: "attempts", label: t("fields.attempts"), width: 96, isExtra: true, cell: (message) => <span className="tabular text-ink-2">{message.attempts}</span> },
      ],
      card: (message) => (
        <div className="grid gap-1">
          <div className="flex items-baseline justify-between gap-2">
            {name(message)}
            <span className="shrink-0 text-ink-3">{relative(message.created_at)}</span>
          </div>
          <div className="flex items-center gap-3">
            <MessageStatus state={message.state} />
            <span className="text-ink-2">{t(`channels.${message.channel}`)}</span>
          </div>
          <div className="truncate text-ink-2">{message.recipient || message.recipient_name}</div>
        </div>
      ),
    };
    // The language changes all texts.
  }, [t, i18n.language]);
}

function Table() {
  const { t } = useTranslation("notifications");
  const search = useSearch({ from: "/office/messages" });
  const list = useMessageList();
  const texts = (
    <Button asChild size="sm">
      <Link to="/office/messages/texts">
        <Settings2 className="size-4" aria-hidden />
        {t("messages.texts")}
      </Link>
    </Button>
  );
  return <RecordTable list={list} search={search} actions={texts} empty={<EmptyState icon={Mail} title={t("messages.none")}>{t("messages.what")}</EmptyState>} />;
}

export function Messages() {
  const { t } = useTranslation("notifications");
  useTabTitle(t("messages.title"));
  return (
    <NeedsRight right="notifications.manage" title={t("messages.title")}>
      <Table />
    </NeedsRight>
  );
}
