// The company's settings as a form holds them, and what of them has been changed.
import type { Schema } from "@/api/client";
import { amountOf, shifted } from "@/ui/decimal";

export type Company = Schema<"Company">;
export type Change = Schema<"ChangeCompany">;

export interface Form {
  name: string;
  document_name: string;
  currency: string;
  locale: string;
  time_zone: string;
  tax_name: string;
  /** In per cent. */
  tax_rate: string;
  quote_validity_days: string;
  quote_reminder_days: string;
  auto_approval_limit: string;
  auto_approval_stops_at_approved: boolean;
  accent_color: string;
  logo_file_id: string;
  registration_number: string;
}

export type FormField = keyof Form;

/** The member of the API that a field of the form writes. */
export const memberOf = (field: FormField): keyof Change => (field === "tax_rate" ? "tax_rate_ppm" : field);
export const fieldOf = (pointer: string): FormField => (pointer === "/tax_rate_ppm" ? "tax_rate" : (pointer.slice(1) as FormField));

export const formOf = (company: Company): Form => ({
  name: company.name,
  document_name: company.document_name ?? "",
  currency: company.currency,
  locale: company.locale,
  time_zone: company.time_zone,
  tax_name: company.tax_name,
  tax_rate: shifted(String(company.tax_rate_ppm), -4),
  quote_validity_days: String(company.quote_validity_days),
  quote_reminder_days: String(company.quote_reminder_days),
  auto_approval_limit: company.auto_approval_limit,
  auto_approval_stops_at_approved: company.auto_approval_stops_at_approved,
  accent_color: company.accent_color ?? "",
  logo_file_id: company.logo_file_id ?? "",
  registration_number: company.registration_number ?? "",
});

export type Fault = "needed" | "days" | "amount" | "rate" | "color";

const isWholeBetween = (text: string, least: number, most: number) => /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
const rateOf = (text: string): string | undefined => {
  const amount = amountOf(text.replace("%", ""));
  const ppm = amount === undefined ? undefined : shifted(amount, 4);
  return ppm !== undefined && /^\d+$/.test(ppm) && Number(ppm) <= 1_000_000 ? ppm : undefined;
};

/** What is wrong before anybody asks the server. */
export function faultsOf(form: Form): Partial<Record<FormField, Fault>> {
  const faults: Partial<Record<FormField, Fault>> = {};
  if (!form.name.trim()) faults.name = "needed";
  if (!form.tax_name.trim()) faults.tax_name = "needed";
  if (rateOf(form.tax_rate) === undefined) faults.tax_rate = "rate";
  if (!isWholeBetween(form.quote_validity_days, 1, 365)) faults.quote_validity_days = "days";
  if (!isWholeBetween(form.quote_reminder_days, 0, 60)) faults.quote_reminder_days = "days";
  if (amountOf(form.auto_approval_limit) === undefined) faults.auto_approval_limit = "amount";
  if (form.accent_color && !/^#[0-9a-f]{6}$/i.test(form.accent_color)) faults.accent_color = "color";
  return faults;
}

const valueOf = (form: Form, field: FormField): unknown => {
  switch (field) {
    case "tax_rate":
      return Number(rateOf(form.tax_rate));
    case "quote_validity_days":
    case "quote_reminder_days":
      return Number(form[field]);
    case "auto_approval_limit":
      return amountOf(form.auto_approval_limit);
    case "auto_approval_stops_at_approved":
      return form[field];
    case "document_name":
    case "accent_color":
    case "logo_file_id":
    case "registration_number":
      return form[field].trim() || null;
    default:
      return form[field].trim();
  }
};

/** Only what differs from what was read is sent, so that two people may change two things. */
export function changesOf(base: Form, form: Form): FormField[] {
  return (Object.keys(form) as FormField[]).filter((field) => valueOf(base, field) !== valueOf(form, field));
}

export const bodyOf = (form: Form, fields: FormField[]): Change => Object.fromEntries(fields.map((field) => [memberOf(field), valueOf(form, field)]));
