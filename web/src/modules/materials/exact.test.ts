import { describe, expect, it } from "vitest";
import { shifted } from "@/ui/decimal";
import { codeFrom, decimalText, numberOf, shortened, textOf, valueOf } from "./exact";
import type { Field } from "./kinds";

const field = (type: Field["type"], more: Partial<Field> = {}): Field => ({ name: "x", type, ...more });

describe("decimals", () => {
  it.each([
    ["0.145", 2, "14.5"],
    ["14.5", -2, "0.145"],
    ["5", -2, "0.05"],
    ["0.05", 2, "5"],
    ["12", 4, "120000"],
    ["0", 2, "0"],
    ["-0.5", 1, "-5"],
    ["100", -4, "0.01"],
  ])("%s moved by %i is %s", (text, by, wanted) => {
    expect(shifted(text, by)).toBe(wanted);
  });

  it("are written without an exponent", () => {
    expect(decimalText(1e-7)).toBe("0.0000001");
    expect(decimalText(1.5e21)).toBe("1500000000000000000000");
    expect(decimalText(0.1 + 0.2)).toBe("0.30000000000000004");
  });

  it("that a number cannot keep are refused, not rounded", () => {
    expect(numberOf("0.1")).toBe(0.1);
    expect(numberOf("26.70")).toBe(26.7);
    expect(numberOf("0.12345678901234567890")).toBeUndefined();
    expect(numberOf("9007199254740993")).toBeUndefined();
  });

  it("that are too long for a column are marked as shortened", () => {
    expect(shortened("53.57142857142857")).toBe("≈ 53.5714");
    expect(shortened("62,49999999999999")).toBe("≈ 62,5");
    expect(shortened("26.70")).toBe("26.70");
  });
});

describe("fields", () => {
  it("show a share in per cent and read it back as it was, for every thousandth", () => {
    const share = field("share");
    for (let n = 0; n <= 1000; n++) {
      const value = n / 1000;
      expect(valueOf(share, textOf(share, value))).toEqual({ value });
    }
    expect(textOf(share, 0.145)).toBe("14.5");
    expect(valueOf(share, "14,5 %")).toEqual({ value: 0.145 });
  });

  it("show money with the currency's places, and more where there are more", () => {
    expect(textOf(field("money"), 26.7)).toBe("26.70");
    expect(textOf(field("money"), 26.705, { comma: "," })).toBe("26,705");
    expect(textOf(field("money"), 1500, { places: 0 })).toBe("1500");
  });

  it("tell what cannot be read", () => {
    expect(valueOf(field("number"), "ten")).toEqual({ fault: "number" });
    expect(valueOf(field("number"), " ")).toEqual({ fault: "needed" });
    expect(valueOf(field("number", { isOptional: true }), "")).toEqual({ value: null });
    expect(valueOf(field("whole"), "2.5")).toEqual({ fault: "whole" });
    expect(valueOf(field("money"), "1 234,50")).toEqual({ value: 1234.5 });
    expect(valueOf(field("words"), "Black, white; black")).toEqual({ value: ["black", "white"] });
  });

  it("make a code of a name in Latin letters", () => {
    expect(codeFrom("PETG – black (fast)")).toBe("petg_black_fast");
    expect(codeFrom("Пластик")).toBe("");
  });
});
