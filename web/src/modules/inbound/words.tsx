// Incoming webhooks in words: how they and their events stand, and the address that senders call.
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { Status, type StatusLook } from "@/ui/status";

export type Endpoint = Schema<"InboundEndpoint">;
export type InboundEvent = Schema<"InboundEvent">;
export type InboundEventDetail = Schema<"InboundEventDetail">;
export type EventStatus = InboundEvent["status"];

/** Whose way of signing it is: names, the same in every language. */
export const signatureNames: Record<Endpoint["signature"], string> = {
  guildhall: "Guildhall",
  stripe: "Stripe",
  twilio: "Twilio",
  sendgrid: "SendGrid",
  whatsapp: "WhatsApp",
  telegram: "Telegram",
  easypost: "EasyPost",
  mobizon: "Mobizon",
  cloudinary: "Cloudinary",
  tiptop_pay: "TipTop Pay",
};

export const EVENT_STATUSES = ["received", "handled", "ignored", "failed"] as const satisfies readonly EventStatus[];

const looks: Record<EventStatus, StatusLook> = {
  received: { tone: "quiet", icon: "waiting" },
  handled: { tone: "good", icon: "done" },
  ignored: { tone: "quiet", icon: "ended" },
  failed: { tone: "bad", icon: "refused" },
};

export function EventTag({ status }: { status: EventStatus }) {
  const { t } = useTranslation("inbound");
  return <Status {...looks[status]}>{t(`status.${status}`)}</Status>;
}

/** Refused after the last that was good: its sender has a wrong secret, or somebody else knows the address. */
export const isRefused = (endpoint: Endpoint) => !!endpoint.last_refused_at && (!endpoint.last_received_at || endpoint.last_received_at < endpoint.last_refused_at);

export function EndpointTag({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation("inbound");
  if (!endpoint.is_active)
    return (
      <Status tone="quiet" icon="ended">
        {t("standing.off")}
      </Status>
    );
  return isRefused(endpoint) ? (
    <Status tone="warn" icon="paused">
      {t("standing.refused")}
    </Status>
  ) : endpoint.last_received_at ? (
    <Status tone="good" icon="active">
      {t("standing.on")}
    </Status>
  ) : (
    <Status tone="quiet" icon="waiting">
      {t("standing.quiet")}
    </Status>
  );
}

/** What the sender is to call. */
export const addressOf = (endpoint: Pick<Endpoint, "path">) => location.origin + endpoint.path;
