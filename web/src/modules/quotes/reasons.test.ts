import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { chooseLanguage } from "@/app/i18n";
import en from "@/app/i18n/en";
import { reviewText, type ReviewReason } from "./reasons";

const openapi = JSON.parse(readFileSync("openapi.json", "utf8")) as { components: { schemas: Record<string, { enum?: string[] }> } };
const codes = openapi.components.schemas["ReviewCode"]!.enum as ReviewReason["code"][];
const reason = (code: ReviewReason["code"]): ReviewReason => ({
  code,
  total: "620.00",
  limit: "500.00",
  position: 1,
  file_name: "7.stl",
  finding: { code: "wall_too_thin", message: "Walls of 0.2 mm: PLA in FDM needs at least 0.8 mm." },
});
const quote = { currency: "USD", review_reason: "The server's own sentence.", review_reasons: codes.map(reason) };

describe("why a quote is reviewed", () => {
  afterAll(() => chooseLanguage("en"));

  it("has words for every code that the API's document names, and for no other", () => {
    expect(Object.keys(en.quotes.reasons).sort()).toEqual([...codes].sort());
  });

  it.each(["ru", "kk"] as const)("has no English in %s", async (language) => {
    await chooseLanguage(language);
    for (const code of codes) {
      const text = reviewText({ ...quote, review_reasons: [reason(code)] })!;
      expect(text.replace(/7\.stl|USD/g, "")).not.toMatch(/[a-z]{2}|\{|undefined/i);
    }
    expect(reviewText(quote)).toMatch(/620.*500.*7\.stl/);
  });

  it("keeps the numbers of the server's sentence in English", async () => {
    await chooseLanguage("en");
    expect(reviewText({ ...quote, review_reasons: [reason("blocking_finding")] })).toBe("7.stl: Walls of 0.2 mm: PLA in FDM needs at least 0.8 mm.");
  });

  it("is the server's sentence where nothing else was kept, and nothing where there is no reason", () => {
    expect(reviewText({ ...quote, review_reasons: null })).toBe("The server's own sentence.");
    expect(reviewText({ ...quote, review_reason: null, review_reasons: null })).toBeUndefined();
  });
});
