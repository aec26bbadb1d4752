// Why a quote waits for a person, in the language of the page.
import i18next from "i18next";
import type { Schema } from "@/api/client";
import { money } from "@/ui/format";
import { remark } from "./words";

export type ReviewReason = Schema<"ReviewReason">;

function sentence({ code, total, limit, file_name, finding }: ReviewReason, currency: string): string {
  const values = {
    name: file_name ?? "",
    total: total ? money(total, currency) : "",
    limit: limit ? money(limit, currency) : "",
    remark: finding ? remark(finding.code, finding.message) : "",
  };
  return i18next.t(`reasons.${code}`, { ns: "quotes", ...values });
}

export const reasonsText = (reasons: readonly ReviewReason[], currency: string) => reasons.map((reason) => sentence(reason, currency)).join(" ");

/** Of old quotes the server knows no more than its own sentences. */
export function reviewText(quote: Pick<Schema<"Quote">, "review_reason" | "review_reasons" | "currency">): string | undefined {
  return quote.review_reasons ? reasonsText(quote.review_reasons, quote.currency) : (quote.review_reason ?? undefined);
}
