// A revision while staff work on it: the lines as they shall be, beside the lines as they are.
import type { Schema } from "@/api/client";
import { amountOf, digitsOf, isZero, millionthsOf, minus, plus, times } from "@/ui/decimal";
import type { Choice } from "../price/basket";
import type { Price, PriceWish } from "../price/pricing";

/** What of a rush level a sum needs. */
export interface RushLevel {
  code: string;
  multiplier: number;
}

export type Quote = Schema<"Quote">;
export type QuoteLine = Quote["lines"][number];

export interface Agreed {
  /** Per piece, as it is typed. */
  price: string;
  reason: string;
}

export interface DraftLine {
  key: string;
  fileId: string;
  name: string;
  /** A file that was just sent goes along once more: so it becomes the customer's. */
  source?: File;
  choice: Choice;
  /** Of this line alone; absent: the quote's. */
  rush?: string;
  note: string;
  /** Instead of the calculated price. */
  agreed?: Agreed;
  isRemoved: boolean;
  /** The line in the revision that is changed; a new part has none. */
  before?: QuoteLine;
}

export interface Draft {
  lines: DraftLine[];
  rush: string;
  note: string;
  /** To the customer. */
  reason: string;
}

const choiceOf = ({ service, material, finish, color, tolerance, quantity }: QuoteLine): Choice => ({
  ...{ service, material, quantity },
  ...{ finish: finish ?? undefined, color: color ?? undefined, tolerance: tolerance ?? undefined },
});

/** What was agreed before stays agreed until somebody says otherwise. */
export const agreedOf = (line: QuoteLine): Agreed | undefined => (line.calculated_unit_price ? { price: line.unit_price, reason: line.price_reason ?? "" } : undefined);

export const draftOf = (quote: Quote): Draft => ({
  lines: quote.lines.map((line) => ({
    ...{ key: line.id, fileId: line.file_id, name: line.file_name, choice: choiceOf(line) },
    ...{ rush: line.rush ?? undefined, note: line.note ?? "", agreed: agreedOf(line), isRemoved: false, before: line },
  })),
  rush: quote.rush,
  note: quote.note ?? "",
  reason: "",
});

export const keptLines = (draft: Draft) => draft.lines.filter((line) => !line.isRemoved);

export const changeLine = (draft: Draft, key: string, change: Partial<DraftLine>): Draft => ({
  ...draft,
  lines: draft.lines.map((line) => (line.key === key ? { ...line, ...change } : line)),
});

/** A line of the quote stays to be seen, struck out; a part that was only just added is gone. */
export const removeLine = (draft: Draft, key: string): Draft =>
  draft.lines.some((line) => line.key === key && line.before)
    ? changeLine(draft, key, { isRemoved: true })
    : { ...draft, lines: draft.lines.filter((line) => line.key !== key) };

const members = ["service", "material", "finish", "color", "tolerance", "quantity"] as const;

export function isChanged(line: DraftLine): boolean {
  if (!line.before) return true;
  const was = choiceOf(line.before);
  const agreed = agreedOf(line.before);
  const isAgreedAnew = line.agreed?.price !== agreed?.price || line.agreed?.reason.trim() !== agreed?.reason;
  return line.isRemoved || isAgreedAnew || members.some((member) => was[member] !== line.choice[member]) || line.note.trim() !== (line.before.note ?? "");
}

export const hasChanges = (draft: Draft, quote: Quote) =>
  draft.lines.some(isChanged) || draft.rush !== quote.rush || draft.note.trim() !== (quote.note ?? "");

export const wishOfLine = (line: DraftLine, rush: string): PriceWish | undefined =>
  line.isRemoved ? undefined : { file_id: line.fileId, ...line.choice, rush: line.rush ?? rush };

/** The agreed price as an amount in the currency, undefined when it is none. */
export function agreedAmount(line: Pick<DraftLine, "agreed">, digits: number): string | undefined {
  const amount = line.agreed && amountOf(line.agreed.price);
  return amount !== undefined && digitsOf(amount) <= digits ? plus(amount, zero(digits)) : undefined;
}

const zero = (digits: number) => (digits === 0 ? "0" : `0.${"0".repeat(digits)}`);

/** A line with an agreed price says which and why. */
export const isAgreedWell = (line: DraftLine, digits: number) =>
  !line.agreed || (agreedAmount(line, digits) !== undefined && line.agreed.reason.trim() !== "");

export type Hindrance = "no_lines" | "agreed" | "unpriced" | "unchanged";

/** Why the revision cannot be sent yet. */
export function hindranceOf(draft: Draft, quote: Quote, prices: readonly (Price | undefined)[]): Hindrance | undefined {
  if (keptLines(draft).length === 0) return "no_lines";
  if (!hasChanges(draft, quote)) return "unchanged";
  if (!keptLines(draft).every((line) => isAgreedWell(line, digitsOf(quote.total)))) return "agreed";
  return draft.lines.some((line, place) => !line.isRemoved && !prices[place]) ? "unpriced" : undefined;
}

export interface Sums {
  subtotal: string;
  rush_fee: string;
  tax: string;
  total: string;
}

/** What of a price a sum needs. */
export type LineAmounts = Pick<Price, "subtotal" | "rush_fee">;

/** What a line comes to: by its agreed price, of which the rush fee is a share, or as it is calculated. */
export function lineAmounts(line: DraftLine, price: LineAmounts, rush: string, levels: readonly RushLevel[], digits: number): { total: string; rush_fee: string } {
  const agreed = agreedAmount(line, digits);
  if (agreed === undefined) return { total: price.subtotal, rush_fee: price.rush_fee };
  const total = times(agreed, line.choice.quantity);
  const multiplier = levels.find((level) => level.code === (line.rush ?? rush))?.multiplier ?? 1;
  return { total, rush_fee: millionthsOf(total, Math.round((multiplier - 1) * 1_000_000)) };
}

/** What the revision comes to, as the server will reckon it; undefined while a price is missing. */
export function sumsOf(draft: Pick<Draft, "lines" | "rush">, quote: Quote, prices: readonly (LineAmounts | undefined)[], levels: readonly RushLevel[] = []): Sums | undefined {
  const digits = digitsOf(quote.total);
  let [subtotal, rush_fee] = [zero(digits), zero(digits)];
  for (const [place, line] of draft.lines.entries()) {
    if (line.isRemoved) continue;
    const price = prices[place];
    if (!price) return undefined;
    const amounts = lineAmounts(line, price, draft.rush, levels, digits);
    subtotal = plus(subtotal, amounts.total);
    rush_fee = plus(rush_fee, amounts.rush_fee);
  }
  const net = plus(subtotal, rush_fee);
  const tax = millionthsOf(net, quote.tax_rate_ppm);
  return { subtotal, rush_fee, tax, total: plus(net, tax) };
}

/** The revision in the words of the API. Lines whose file goes along say nothing of it: they take the files in turn. */
export const bodyOf = (draft: Draft, digits: number, asDraft: boolean) => ({
  lines: keptLines(draft).map((line) => ({
    ...(line.source ? {} : { file_id: line.fileId }),
    ...line.choice,
    rush: line.rush,
    note: line.note.trim() || undefined,
    unit_price: agreedAmount(line, digits),
    price_reason: line.agreed?.reason.trim(),
  })),
  rush: draft.rush,
  note: draft.note.trim(),
  draft: asDraft,
});

export function formOf(body: object, draft: Draft): FormData | undefined {
  const files = keptLines(draft).flatMap((line) => line.source ?? []);
  if (files.length === 0) return undefined;
  const form = new FormData();
  form.append("quote", JSON.stringify(body)); // a blob would count as a file
  for (const file of files) form.append("file", file, file.name);
  return form;
}

/** What is shown as changed to the total: "" when nothing is. */
export const difference = (now: string, before: string) => {
  const by = minus(now, before);
  return isZero(by) ? "" : by;
};
