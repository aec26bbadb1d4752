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
const words = ({ agreed }: DraftLine) => `${agreed!.price}: ${agreed!.reason}`;

describe("a revision", () => {
  it("begins as the quote is, with nothing to send", () => {
    expect(hasChanges(first, quote)).toBe(false);
    expect(hindranceOf(first, quote, prices)).toBe("unchanged");
    expect(sumsOf(first, quote, prices)).toEqual({ subtotal: "80.00", rush_fee: "0.00", adjustment: "0.00", tax: "9.60", total: "89.60" });
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

  it("moves the total by its difference, with tax", () => {
    expect(sumsOf(agree("8,5"), quote, prices)).toEqual({ subtotal: "80.00", rush_fee: "0.00", adjustment: "-6.00", tax: "8.88", total: "82.88" });
    expect(sumsOf(agree("12"), quote, [price("40.00", "5.00"), price("40.00")])).toMatchObject({ adjustment: "8.00", rush_fee: "5.00", total: "104.16" });
  });

  it("needs an amount of the currency, and a reason", () => {
    expect([agreedAmount(agree("8.5").lines[0]!, 2), agreedAmount(agree("8.555").lines[0]!, 2), agreedAmount(agree("8.5").lines[0]!, 0)]).toEqual(["8.50", undefined, undefined]);
    expect(hindranceOf(agree("8.5"), quote, prices)).toBeUndefined();
    for (const bad of [agree("much"), agree("8.5", "  ")]) expect(hindranceOf(bad, quote, prices)).toBe("agreed");
  });

  it("stands with its reason in the note of the line", () => {
    const draft = changeLine(agree("8.5"), "a", { note: "deburr " });
    expect(bodyOf(draft, words, false).lines.map((one) => one.note)).toEqual(["deburr\n8.5: regular customer", undefined]);
  });
});

describe("what is sent", () => {
  it("names the files that are known, and takes new ones along", () => {
    const body = bodyOf({ ...first, lines: [...first.lines, fresh] }, words, true);
    expect(body.lines.map((one) => one.file_id)).toEqual(["file-a", "file-b", undefined]);
    expect(body).toMatchObject({ rush: "standard", note: "", draft: true });
    expect(formOf(body, first)).toBeUndefined();
    const form = formOf(body, { ...first, lines: [...first.lines, fresh] })!;
    expect((form.get("file") as File).name).toBe("n.stl");
    expect(JSON.parse(form.get("quote") as string)).toEqual(JSON.parse(JSON.stringify(body)));
  });

  it("leaves out what was struck", () => expect(bodyOf(removeLine(first, "a"), words, false).lines).toHaveLength(1));
});
