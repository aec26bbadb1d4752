// Webhooks in words: what they hear, how they and their deliveries stand, why something did not arrive.
import i18next from "i18next";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { actionName, kindName } from "@/modules/audit/words";
import { Status, type StatusLook } from "@/ui/status";

export type Webhook = Schema<"Webhook">;
export type Delivery = Schema<"WebhookDelivery">;
export type DeliveryDetail = Schema<"WebhookDeliveryDetail">;
export type KnownEvent = Schema<"KnownEvent">;
export type DeliveryStatus = Delivery["status"];

export const TEST_EVENT = "webhook.test";

/** "Quote accepted", "Everything about: Quote", "Everything". */
export function eventName(pattern: string): string {
  if (pattern === "*") return i18next.t("webhooks:events.all");
  if (pattern === TEST_EVENT) return i18next.t("webhooks:events.test");
  return pattern.endsWith(".*") ? i18next.t("webhooks:events.of", { kind: kindName(pattern.slice(0, -2)) }) : actionName(pattern);
}

const looks: Record<DeliveryStatus, StatusLook> = {
  queued: { tone: "quiet", icon: "waiting" },
  retrying: { tone: "warn", icon: "paused" },
  delivered: { tone: "good", icon: "done" },
  failed: { tone: "bad", icon: "refused" },
};

export function DeliveryTag({ status }: { status: DeliveryStatus }) {
  const { t } = useTranslation("webhooks");
  return <Status {...looks[status]}>{t(`status.${status}`)}</Status>;
}

export function WebhookTag({ webhook }: { webhook: Pick<Webhook, "is_active" | "failures"> }) {
  const { t } = useTranslation("webhooks");
  if (!webhook.is_active)
    return (
      <Status tone="quiet" icon="ended">
        {t("standing.off")}
      </Status>
    );
  return webhook.failures > 0 ? (
    <Status tone="warn" icon="paused">
      {t("standing.failing")}
    </Status>
  ) : (
    <Status tone="good" icon="active">
      {t("standing.on")}
    </Status>
  );
}

/** "503", or why there was no answer. */
export function outcome(of: { status?: number | null; fault?: NonNullable<Delivery["last_fault"]> | null }): string {
  if (of.fault) return i18next.t(`webhooks:faults.${of.fault}`);
  return of.status ? `HTTP ${of.status}` : "";
}

/** The body as people read it: one member a line. */
export function bodyText(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
