import { describe, expect, it } from "vitest";
import type { Price } from "../price/pricing";
import { agreedAmount, bodyOf, changeLine, draftOf, formOf, hasChanges, hindranceOf, isChanged, removeLine, sumsOf, type Draft, type DraftLine, type Quote } from "./draft";

const line = (id: string, more: object = {}) => ({
  ...{ id, position: 1, file_id: `file-${id}`, file_name: `${id}.stl`, service: "fdm", material: "pla", finish: null, color: "black" },
  ...{ tolerance: null, quantity: 4, note: null, rush: null, unit_price: "10.00", total: "40.00", rush_fee: "0.00", ...more },
});
const quote = { lines: [line("a"), line("b")], rush: "standard", note: null, tax_rate_ppm: 120_000, total: "89.60", adjustment: "0.00" } as unknown as Quote;
const price = (subtotal: string, rush_fee = "0.00") => ({ subtotal, rush_fee }) as Price;
const prices = [price("40.00"), price("40.00")];
const first = draftOf(quote);
const fresh: DraftLine = { key: "n", fileId: "staff-copy", name: "n.stl", source: new File(["solid"], "n.stl"), choice: { service: "fdm", quantity: 1 }, note: "", isRemoved: false };

describe("a revision", () => {
  it("begins as the quote is, with nothing to send", () => {
    expect(hasChanges(first, quote)).toBe(false);
    expect(hindranceOf(first, quote, prices)).toBe("unchanged");
    expect(sumsOf(first, quote, prices)).toEqual({ subtotal: "80.00", rush_fee: "0.00", tax: "9.60", total: "89.60" });
  });

  it("knows which lines differ", () => {
    const changed = changeLine(first, "b", { choice: { ...first.lines[1]!.choice, quantity: 9 } });
    expect(changed.lines.map(isChanged)).toEqual([false, true]);
    expect(changeLine(changed, "b", { choice: first.lines[1]!.choice }).lines.map(isChanged)).toEqual([false, false]);
    expect(isChanged({ ...first.lines[0]!, note: "deburr" })).toBe(true);
  });

  it("strikes a line out and forgets a part that was only just added", () => {
    const more: Draft = { ...first, lines: [...first.lines, fresh] };
    expect(removeLine(more, "n").lines).toHaveLength(2);
    const struck = removeLine(more, "a");
    expect(struck.lines.map(({ key, isRemoved }) => [key, isRemoved])).toEqual([["a", true], ["b", false], ["n", false]]);
    expect(sumsOf(struck, quote, [undefined, ...prices])?.subtotal).toBe("80.00");
    expect(hindranceOf(removeLine(removeLine(first, "a"), "b"), quote, prices)).toBe("no_lines");
  });

  it("waits for the price of every line", () => {
    const changed = { ...first, note: "soon" };
    expect(hindranceOf(changed, quote, [price("40.00"), undefined])).toBe("unpriced");
    expect(sumsOf(changed, quote, [price("40.00"), undefined])).toBeUndefined();
    expect(hindranceOf(changed, quote, prices)).toBeUndefined();
  });
});

describe("an agreed price", () => {
  const agree = (price: string, reason = "regular customer") => changeLine(first, "a", { agreed: { price, reason } });

  it("is the price of each piece; rush and tax follow", () => {
    expect(sumsOf(agree("8,5"), quote, prices)).toEqual({ subtotal: "74.00", rush_fee: "0.00", tax: "8.88", total: "82.88" });
    const fast = { ...agree("12"), rush: "rush" };
    const levels = [{ code: "standard", multiplier: 1 }, { code: "rush", multiplier: 1.2 }];
    expect(sumsOf(fast, quote, [price("40.00", "8.00"), price("40.00", "8.00")], levels)).toEqual({ subtotal: "88.00", rush_fee: "17.60", tax: "12.67", total: "118.27" });
  });

  it("stays agreed in the next revision, until it is taken back", () => {
    const before = { ...quote, lines: [line("a", { unit_price: "8.50", total: "34.00", calculated_unit_price: "10.00", price_reason: "regular customer" }), line("b")] } as unknown as Quote;
    const next = draftOf(before);
    expect(next.lines[0]!.agreed).toEqual({ price: "8.50", reason: "regular customer" });
    expect(hasChanges(next, before)).toBe(false);
    expect(hasChanges(changeLine(next, "a", { agreed: undefined }), before)).toBe(true);
    expect(hasChanges(changeLine(next, "a", { agreed: { price: "8.50", reason: "friend" } }), before)).toBe(true);
  });

  it("needs an amount of the currency, and a reason", () => {
    expect([agreedAmount(agree("8.5").lines[0]!, 2), agreedAmount(agree("8.555").lines[0]!, 2), agreedAmount(agree("8.5").lines[0]!, 0)]).toEqual(["8.50", undefined, undefined]);
    expect(hindranceOf(agree("8.5"), quote, prices)).toBeUndefined();
    for (const bad of [agree("much"), agree("8.5", "  ")]) expect(hindranceOf(bad, quote, prices)).toBe("agreed");
  });

  it("is sent with its reason, in the places of the currency", () => {
    const sent = bodyOf(changeLine(agree("8,5", " regular customer "), "a", { note: "deburr " }), 2, false).lines;
    expect(sent[0]).toMatchObject({ note: "deburr", unit_price: "8.50", price_reason: "regular customer" });
    expect([sent[1]!.unit_price, sent[1]!.price_reason]).toEqual([undefined, undefined]);
  });
});

describe("what is sent", () => {
  it("names the files that are known, and takes new ones along", () => {
    const body = bodyOf({ ...first, lines: [...first.lines, fresh] }, 2, true);
    expect(body.lines.map((one) => one.file_id)).toEqual(["file-a", "file-b", undefined]);
    expect(body).toMatchObject({ rush: "standard", note: "", draft: true });
    expect(formOf(body, first)).toBeUndefined();
    const form = formOf(body, { ...first, lines: [...first.lines, fresh] })!;
    expect((form.get("file") as File).name).toBe("n.stl");
    expect(JSON.parse(form.get("quote") as string)).toEqual(JSON.parse(JSON.stringify(body)));
  });

  it("leaves out what was struck", () => expect(bodyOf(removeLine(first, "a"), 2, false).lines).toHaveLength(1));
});
