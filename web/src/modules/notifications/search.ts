// What the lists may be asked; also what their addresses may hold.
import { validateListSearch, type FilterField } from "@/ui/record-table/grammar";

export const messageStates = ["queued", "kept", "sent", "delivered", "failed", "read"] as const;
export const channels = ["in_app", "email", "sms", "whatsapp", "telegram", "push"] as const;
export const events = [
  "identity.email_verification",
  "identity.password_reset",
  "identity.one_time_code",
  "identity.invitation",
  "identity.password_changed",
  "identity.second_factor_on",
  "identity.second_factor_off",
  "file.infected",
  "quote.approved",
  "quote.changes_requested",
  "quote.expires_soon",
  "quote.converted",
  "quote.submitted",
  "sales_order.confirmed",
  "sales_order.in_production",
  "sales_order.quality_check",
  "sales_order.shipped",
  "sales_order.delivered",
  "sales_order.completed",
  "sales_order.on_hold",
  "sales_order.cancelled",
  "note.mentioned",
  "note.from_company",
  "note.from_customer",
  "file.shared",
  "webhook.disabled",
  "inbound_event.failed",
  "marketing.announcement",
  "connector.test",
  "notifications.digest",
] as const;

export const messageFields = [
  { name: "state", kind: "word", words: messageStates },
  { name: "channel", kind: "word", words: channels },
  { name: "event", kind: "word", words: events },
  { name: "recipient", kind: "text" },
  { name: "created_at", kind: "date" },
] as const satisfies readonly FilterField[];

export const messageSearch = validateListSearch(messageFields);

export const textLanguages = ["en", "ru", "kk"] as const;
export type TextLanguage = (typeof textLanguages)[number];
export interface TextPath {
  event: string;
  channel: (typeof channels)[number];
  locale: TextLanguage;
}

/** ?channel=email&locale=ru&tab=defaults */
export function textSearch(search: Record<string, unknown>): { channel?: TextPath["channel"]; locale?: TextLanguage; tab?: "defaults" } {
  return {
    channel: channels.find((one) => one === search["channel"]),
    locale: textLanguages.find((one) => one === search["locale"]),
    tab: search["tab"] === "defaults" ? "defaults" : undefined,
  };
}

/** ?show=unread */
export const inAppSearch = (search: Record<string, unknown>): { show?: "unread" } => (search["show"] === "unread" ? { show: "unread" } : {});
