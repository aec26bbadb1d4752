// Prices of single lines that are agreed on in a review: what is sent, and what the quote comes to with them.
import { digitsOf } from "@/ui/decimal";
import { agreedAmount, agreedOf, isAgreedWell, sumsOf, type Draft, type DraftLine, type Quote, type RushLevel, type Sums } from "../revise/draft";

export interface AgreedLines {
  lines: { id: string; unit_price: string; price_reason: string }[];
  sums: Sums;
}

/** Where one begins to agree: at what was agreed before, or at the calculated price. */
export const startOf = ({ before }: DraftLine) => before && (agreedOf(before) ?? { price: before.unit_price, reason: "" });

/** The lines as they stand cost what they cost; only what is newly agreed changes the sums. */
export const sumsWith = (draft: Draft, quote: Quote, levels?: readonly RushLevel[]): Sums =>
  sumsOf(draft, quote, draft.lines.map(({ before }) => before && { subtotal: before.total, rush_fee: before.rush_fee }), levels)!;

/** Undefined while no line has a new price, or one lacks its amount or reason. */
export function agreedLinesOf(draft: Draft, quote: Quote, levels?: readonly RushLevel[]): AgreedLines | undefined {
  const digits = digitsOf(quote.total);
  const agreed = draft.lines.filter((line) => line.agreed);
  if (agreed.length === 0 || !agreed.every((line) => isAgreedWell(line, digits))) return undefined;
  return {
    lines: agreed.map((line) => ({ id: line.key, unit_price: agreedAmount(line, digits)!, price_reason: line.agreed!.reason.trim() })),
    sums: sumsWith(draft, quote, levels),
  };
}
