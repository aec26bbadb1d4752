// Messages in words: what they tell, by which channel, how they stand.
import i18next from "i18next";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { Status, type StatusLook } from "@/ui/status";

export type Message = Schema<"Message">;
export type MessageState = Message["state"];
export type Notification = Schema<"Notification">;

const looks: Record<MessageState, StatusLook> = {
  queued: { tone: "quiet", icon: "waiting" },
  kept: { tone: "warn", icon: "dashed" },
  sent: { tone: "info", icon: "moving" },
  delivered: { tone: "good", icon: "done" },
  read: { tone: "good", icon: "done" },
  failed: { tone: "bad", icon: "refused" },
};

export function eventName(event: string): string {
  const key = `notifications:events.${event.replace(".", "_")}`;
  return i18next.exists(key) ? i18next.t(key as never) : event;
}

export function MessageStatus({ state }: { state: MessageState }) {
  const { t } = useTranslation("notifications");
  return <Status {...looks[state]}>{t(`states.${state}`)}</Status>;
}
