// What the audit trail may be asked; also what its address may hold.
import { validateListSearch, type FilterField } from "@/ui/record-table/grammar";

/** The kinds of records that leave entries. */
export const recordKinds = [
  "quote",
  "sales_order",
  "file",
  "user",
  "address",
  "company",
  "saved_view",
  "message",
  "services",
  "materials",
  "finishes",
  "tolerances",
  "rush_levels",
  "machines",
] as const;

/** What can have happened, as entries name it. */
export const actions = [
  "quote.created",
  "quote.submitted",
  "quote.approved",
  "quote.changes_requested",
  "quote.accepted",
  "quote.rejected",
  "quote.revised",
  "quote.prices_agreed",
  "quote.converted",
  "quote.cancelled",
  "quote.expired",
  "quote.expires_soon",
  "quote.noted",
  "sales_order.placed",
  "sales_order.status_changed",
  "sales_order.paid",
  "sales_order.refunded",
  "sales_order.shipping_changed",
  "sales_order.cancelled",
  "sales_order.noted",
  "file.added",
  "file.analyzed",
  "file.claimed",
  "file.deleted",
  "user.created",
  "user.changed",
  "user.password_changed",
  "user.session_ended",
  "user.other_sessions_ended",
  "address.added",
  "address.changed",
  "address.removed",
  "company.set_up",
  "company.changed",
  "catalogue.added",
  "catalogue.changed",
  "catalogue.deleted",
  "saved_view.created",
  "saved_view.changed",
  "saved_view.deleted",
  "message.resent",
] as const;

export const auditFields = [
  { name: "user_id", kind: "word" },
  { name: "subject_kind", kind: "word", words: recordKinds },
  { name: "action", kind: "word", words: actions },
  { name: "at", kind: "date" },
  { name: "subject_id", kind: "text" },
] as const satisfies readonly FilterField[];

export const auditSearch = validateListSearch(auditFields);
