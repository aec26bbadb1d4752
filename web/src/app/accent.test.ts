import { describe, expect, it } from "vitest";
import { accentTokens, contrast, isColor } from "./accent";

const colors = ["#000000", "#ffffff", "#ffff00", "#2357c6", "#ff0000", "#00ff00", "#7f7f7f", "#e8772e", "#101113", "#fafaf8", "#0a3d91", "#ffc0cb"];
const grounds = { light: ["#fafaf8", "#ffffff"], dark: ["#101113", "#17181b", "#1d1e22"] } as const;

describe.each(["light", "dark"] as const)("a company's colour in the %s theme", (theme) => {
  it.each(colors)("%s can be read on every ground, and text in it", (color) => {
    const tokens = accentTokens(color, theme);
    for (const ground of grounds[theme]) {
      expect(contrast(tokens["--accent"]!, ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(tokens["--accent-ink"]!, ground)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(tokens["--accent-ink"]!, tokens["--accent-soft"]!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens["--on-accent"]!, tokens["--accent"]!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens["--on-accent"]!, tokens["--accent-hover"]!)).toBeGreaterThanOrEqual(4.5);
  });
});

it("a colour that can be read stays as it is", () => {
  expect(accentTokens("#2357c6", "light")["--accent"]).toBe("#2357c6");
});

it("colours are written with six digits", () => {
  expect(["#2357c6", "#ABCDEF", "#fff", "red", "#12345g"].map(isColor)).toEqual([true, true, false, false, false]);
});
