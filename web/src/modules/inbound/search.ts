// What the list of incoming webhooks may be asked, and what the address of one may hold.
import { validateListSearch, type FilterField } from "@/ui/record-table/grammar";

export const SIGNATURES = ["guildhall", "stripe", "twilio", "sendgrid", "whatsapp", "telegram", "easypost", "mobizon", "cloudinary", "tiptop_pay"] as const;

export const endpointFields = [
  { name: "is_active", kind: "boolean" },
  { name: "signature", kind: "word", words: SIGNATURES },
  { name: "name", kind: "text" },
  { name: "created_at", kind: "date" },
] as const satisfies readonly FilterField[];

export const endpointSearch = validateListSearch(endpointFields);

export interface RecordSearch {
  tab?: string;
  event?: string;
}

export const recordSearch = ({ tab, event }: Record<string, unknown>): RecordSearch => ({
  ...(typeof tab === "string" ? { tab } : {}),
  ...(typeof event === "string" ? { event } : {}),
});
