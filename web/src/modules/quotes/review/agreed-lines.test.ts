import { describe, expect, it } from "vitest";
import { changeLine, draftOf, type Quote, type QuoteLine } from "../revise/draft";
import { agreedLinesOf, startOf, sumsWith } from "./agreed-lines";

const line = (id: string, more: Partial<QuoteLine> = {}) =>
  ({ id, file_id: id, file_name: `${id}.stl`, service: "fdm", material: "pla", quantity: 4, unit_price: "10.00", total: "40.00", rush_fee: "8.00", ...more }) as QuoteLine;
const quote = {
  lines: [line("a"), line("b", { unit_price: "9.00", total: "36.00", rush_fee: "7.20", calculated_unit_price: "10.00", price_reason: "Regular customer" })],
  ...{ rush: "fast", note: null, tax_rate_ppm: 120_000, total: "102.14", adjustment: "0.00" },
} as unknown as Quote;
const levels = [{ code: "fast", multiplier: 1.2 }];
const whole = draftOf(quote);
const fresh = { ...whole, lines: whole.lines.map((one) => ({ ...one, agreed: undefined })) };

describe("prices of lines in a review", () => {
  it("cost what they cost until something is agreed", () => {
    expect(sumsWith(fresh, quote, levels)).toEqual({ subtotal: "76.00", rush_fee: "15.20", tax: "10.94", total: "102.14" });
    expect(agreedLinesOf(fresh, quote, levels)).toBeUndefined();
  });

  it("begin at the calculated price, or at what was agreed before", () => {
    expect(fresh.lines.map(startOf)).toEqual([
      { price: "10.00", reason: "" },
      { price: "9.00", reason: "Regular customer" },
    ]);
  });

  it("are sent for the lines that have a new one, with the rush fee as a share of it", () => {
    const draft = changeLine(fresh, "a", { agreed: { price: "8,5", reason: " As usual " } });
    expect(agreedLinesOf(draft, quote, levels)).toEqual({
      lines: [{ id: "a", unit_price: "8.50", price_reason: "As usual" }],
      sums: { subtotal: "70.00", rush_fee: "14.00", tax: "10.08", total: "94.08" },
    });
  });

  it("need an amount and a reason each", () => {
    const one = changeLine(fresh, "a", { agreed: { price: "8.50", reason: "As usual" } });
    expect(agreedLinesOf(changeLine(one, "b", { agreed: { price: "8.50", reason: " " } }), quote, levels)).toBeUndefined();
    expect(agreedLinesOf(changeLine(one, "b", { agreed: { price: "8.505", reason: "Why" } }), quote, levels)).toBeUndefined();
  });
});
