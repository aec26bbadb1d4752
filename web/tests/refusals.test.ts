// People read every refusal of the API in their language.
import { readFileSync } from "node:fs";
import en from "@/app/i18n/en";
import { chooseLanguage } from "@/app/i18n";
import { Problem } from "@/api/problem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complaintText, problemText, refusalKey } from "@/ui/problem-text";

const openapi = JSON.parse(readFileSync("openapi.json", "utf8")) as { paths: Record<string, object> };
type Answers = Record<string, { description?: string }>;

/** Every code that an answer of the API may have, as its document says. */
const codes = new Set(
  Object.values(openapi.paths).flatMap((path) =>
    Object.values(path as Record<string, { responses?: Answers }>).flatMap(({ responses }) =>
      Object.entries(responses ?? {}).flatMap(([status, { description }]) => (Number(status) < 400 ? [] : [...(description ?? "").matchAll(/`(\w+)`/g)].map(([, code]) => code!))),
    ),
  ),
);
const refused = (code: string, detail = "", status = 409) => new Problem({ status, code, detail });

describe("what the server refuses", () => {
  afterAll(() => chooseLanguage("en"));

  it("has words for every code that the API's document names", () => {
    expect(codes.size).toBeGreaterThan(100);
    expect([...codes].filter((code) => !refusalKey(code))).toEqual([]);
  });

  it("has no words for codes that no answer has", () => {
    const fromOutside = ["bad_address", "busy", "misunderstood", "request_timeout", "unavailable"];
    const ofRows = ["changed_since", "cannot_be_undone", "already_own", "no_own_text"]; // of what is done or undone for many at once
    const written = Object.keys(en.ui.refusals).map((key) => key.replace(/_by$/, ""));
    expect(written.filter((code) => !codes.has(code) && ![...fromOutside, ...ofRows].includes(code))).toEqual([]);
  });

  it("is the server's own sentence in English", () => {
    expect(problemText(refused("unknown_color", "PLA comes in: black, white."))).toBe("PLA comes in: black, white.");
    expect(problemText(refused("unknown_color"))).toBe(en.ui.refusals.unknown_color);
  });

  describe.each(["ru", "kk"] as const)("in %s", (language) => {
    beforeAll(() => chooseLanguage(language));

    it("has no English in it", () => {
      const english = [...codes].filter((code) => /[a-z]{3}/i.test(problemText(refused(code, "An English sentence.")).replace(/STL|STEP|3MF|PDF|DWG|DXF|Office|PNG|JPEG|WebP|GIF|Asia\/Almaty/g, "")));
      expect(english).toEqual([]);
    });

    it("keeps what the sentence names", () => {
      const said: [string, string, string[]][] = [
        ["part_too_large", "The part needs 300 × 200 × 90 mm and fits no machine for FDM 3D printing in PLA; the largest works within 250 × 210 × 220 mm.", ["300 × 200 × 90", "250 × 210 × 220"]],
        ["part_too_large", "The part measures 300 × 200 × 90 mm; SLA takes at most 250 mm. Is the unit right?", ["300 × 200 × 90", "250"]],
        ["part_too_small", "The part measures 1 × 1 × 1 mm; FDM needs at least 2.5 mm.", ["1 × 1 × 1", "2.5"]],
        ["quantity_out_of_range", "The quantity must be between 1 and 100000.", ["100000"]],
        ["total_has_changed", "The total is now 77.20.", ["77.20"]],
        ["amount_does_not_fit", 'Open are 12.00; the status "paid" fits all of it.', ["12.00"]],
        ["too_many_rows", "A file holds at most 100000 rows; narrow the filter.", ["100000"]],
        ["file_not_ready", '"as1 v2.stp" is still being measured; ask again in a moment.', ["as1 v2.stp"]],
        ["not_a_model", "drawing.pdf is not an STL, STEP or 3MF model.", ["drawing.pdf"]],
      ];
      for (const [code, sentence, values] of said) for (const value of values) expect(problemText(refused(code, sentence))).toContain(value);
    });

    it("says what is wrong with a field", () => {
      const complaint = (code: string, message: string) => complaintText({ pointer: "/x", code, message });
      expect(complaint("too_long", "must have at most 60 characters")).toContain("60");
      expect(complaint("out_of_range", "must be from 1 to 999")).toMatch(/1.*999/);
      expect(complaint("out_of_range", "must be a finite number")).not.toMatch(/undefined|\{|finite/);
      expect(complaint("invalid_color", "Use the form #2357c6.")).toContain("#2357c6");
      const whole = new Problem({ status: 422, code: "invalid_input", detail: "/q must …", errors: [{ pointer: "/q", code: "too_long", message: "must have at most 100 characters" }] });
      expect(problemText(whole)).toContain("100");
      expect(problemText(whole)).not.toContain("must");
    });
  });
});
