// Connectors in words: who they are, how they stand.
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { Status, type StatusLook } from "@/ui/status";

export type Connector = Schema<"Connector">;
export type ConnectorField = Schema<"ConnectorField">;
export type ConnectorKind = Connector["kind"];

/** Names of firms and products are the same in every language. */
export const connectorName: Record<ConnectorKind, string> = {
  sendgrid: "SendGrid",
  twilio: "Twilio",
  mobizon: "Mobizon",
  telegram: "Telegram",
  whatsapp: "WhatsApp",
  web_push: "Web Push",
};

const looks: Record<Connector["standing"], StatusLook> = {
  not_configured: { tone: "quiet", icon: "dashed" },
  off: { tone: "quiet", icon: "ended" },
  sandbox: { tone: "warn", icon: "paused" },
  on: { tone: "good", icon: "active" },
};

export function Standing({ standing }: Pick<Connector, "standing">) {
  const { t } = useTranslation("connectors");
  return <Status {...looks[standing]}>{t(`standing.${standing}`)}</Status>;
}
