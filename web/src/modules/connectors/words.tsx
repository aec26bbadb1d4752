// Connectors in words: who they are, how they stand.
import i18next from "i18next";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { Status, type StatusLook } from "@/ui/status";

export type Connector = Schema<"Connector">;
export type ConnectorField = Schema<"ConnectorField">;
export type ConnectorKind = Connector["kind"];

const names: Record<ConnectorKind, string | undefined> = {
  sendgrid: "SendGrid",
  twilio: "Twilio",
  mobizon: "Mobizon",
  telegram: undefined,
  whatsapp: undefined,
  web_push: "Web Push",
};

/** Names of firms are the same in every language; those that are a channel too are called as the channel is. */
export const connectorName = (kind: ConnectorKind): string => names[kind] ?? i18next.t(`notifications:channels.${kind as "telegram"}`);

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
