// Entries of the audit trail in words: actions, kinds of records, fields and values.
import i18next from "i18next";
import type { Schema } from "@/api/client";
import { dateTime, day, money } from "@/ui/format";
import { jsonOf, type Difference, type Json } from "./difference";

export type AuditEntry = Schema<"AuditEntry">;

const word = (key: string): string | undefined => (i18next.exists(key) ? i18next.t(key as never) : undefined);
const plain = (name: string) => name.replaceAll("_", " ");

export const actionName = (action: string) => word(`audit:actions.${action.replace(".", "_")}`) ?? plain(action.replace(".", ": "));
export const kindName = (kind: string) => word(`audit:kinds.${kind}`) ?? plain(kind);

const namespaces: Record<string, readonly string[]> = {
  quote: ["quotes:office.fields", "quotes:office.lineFields"],
  sales_order: ["orders:office.fields", "quotes:office.lineFields"],
  user: ["identity:users.fields", "identity:address"],
  role: ["identity:roles.fields"],
  api_key: ["identity:keys.fields"],
  address: ["identity:address"],
};
const everywhere = ["audit:values", "identity:address"];

/** "Delivery address · City" */
export function fieldName(kind: string, path: readonly string[]): string {
  return path
    .map((name) => {
      for (const place of [...(namespaces[kind] ?? []), ...everywhere]) {
        const found = word(`${place}.${name}`);
        if (found) return found;
      }
      return /^[a-z0-9_]+$/.test(name) ? plain(name) : name;
    })
    .join(" · ");
}

const states: Record<string, string> = { quote: "quotes:status", sales_order: "orders:status" };
const amounts = /(^total$|_total$|^subtotal$|^tax$|amount$|price$|cost$|^adjustment$)/;

function wordOf(kind: string, name: string, value: string): string | undefined {
  if (name === "status") return word(`${states[kind] ?? "audit:status"}.${value}`);
  if (name === "payment_status") return word(`orders:office.payment.${value}`);
  if (name === "fulfilment_status") return word(`orders:office.fulfilment.${value}`);
  if (name === "role") return word(`identity:roles.names.${value}`);
  if (name === "material" || name === "finish" || name === "color" || name === "tolerance" || name === "service") return word(`quotes:${name}s.${value}`);
  return name === "rush" ? word(`quotes:rush.${value}`) : undefined;
}

/** The value as people read it; undefined for nothing. */
export function valueText(kind: string, path: readonly string[], value: unknown, record: Json | undefined): string | undefined {
  const name = path.at(-1) ?? "";
  if (value === null || value === undefined || value === "") return undefined;
  if (typeof value === "boolean") return i18next.t(value ? "ui:table.yes" : "ui:table.no");
  const wordIn = (one: string) => (name === "rights" ? word(`identity:roles.rights.${one.replace(".", "_")}`) : undefined) ?? one;
  if (Array.isArray(value)) return value.map((one) => (typeof one === "object" ? JSON.stringify(one) : wordIn(String(one)))).join(", ") || undefined;
  if (typeof value !== "string") return typeof value === "object" ? JSON.stringify(value) : String(value);
  const known = wordOf(kind, name, value);
  if (known) return known;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return dateTime(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
  const currency = record?.["currency"];
  if (typeof currency === "string" && amounts.test(name) && /^-?\d+(\.\d+)?$/.test(value)) return money(value, currency);
  return value;
}

export interface DifferenceText {
  label: string;
  before?: string;
  after?: string;
}

export function textsOf(entry: Pick<AuditEntry, "subject_kind" | "before" | "after">, differences: readonly Difference[]): DifferenceText[] {
  const [was, is] = [jsonOf(entry.before), jsonOf(entry.after)];
  return differences.map((one) => ({
    label: fieldName(entry.subject_kind, one.path),
    before: valueText(entry.subject_kind, one.path, one.before, was),
    after: valueText(entry.subject_kind, one.path, one.after, is ?? was),
  }));
}

/** Where the record itself is shown, if it has a page. */
export function recordPage(kind: string, id: string): string | undefined {
  if (kind === "quote") return `/office/quotes/${id}`;
  if (kind === "sales_order") return `/office/orders/${id}`;
  if (kind === "webhook") return `/office/webhooks/${id}`;
  if (kind === "inbound_endpoint") return `/office/inbound-webhooks/${id}`;
  return kind === "user" ? `/office/users/${id}` : undefined;
}

/** Texts with places to fill are what somebody wrote for others: they stay as they are in every language. */
export const asWritten = (text: string): "no" | undefined => (text.includes("{{") ? "no" : undefined);
