import { describe, expect, it } from "vitest";
import { amountOf, isPositive, isZero, millionthsOf, minus, plus, times } from "./decimal";

describe("decimal strings", () => {
  it("are subtracted exactly", () => {
    expect(minus("0.30", "0.10")).toBe("0.20");
    expect(minus("9007199254740993.00", "0.01")).toBe("9007199254740992.99");
    expect(minus("10.00", "12.50")).toBe("-2.50");
    expect(minus("0.05", "0.10")).toBe("-0.05");
  });

  it("keep the decimal places of the currency", () => {
    expect(minus("1200", "200")).toBe("1000");
    expect(minus("1.250", "1.2")).toBe("0.050");
  });

  it("are added and multiplied exactly", () => {
    expect(plus("0.10", "-0.30")).toBe("-0.20");
    expect(times("0.07", 100_000)).toBe("7000.00");
    expect(times("-1.5", 3)).toBe("-4.5");
  });

  it("are taxed to the last place, halves to the even one", () => {
    expect(millionthsOf("100.00", 120_000)).toBe("12.00");
    expect([millionthsOf("0.25", 100_000), millionthsOf("0.35", 100_000), millionthsOf("-0.35", 100_000)]).toEqual(["0.02", "0.04", "-0.04"]);
    expect(millionthsOf("1250", 120_000)).toBe("150");
  });

  it("are told apart from nothing", () => {
    expect([isZero("0.00"), isZero("-0.01"), isPositive("0.01"), isPositive("-3")]).toEqual([true, false, true, false]);
  });

  it("are read as people write them", () => {
    expect(amountOf("1 234,50")).toBe("1234.50");
    expect(amountOf("12.5")).toBe("12.5");
    expect([amountOf("1,2,3"), amountOf("abc"), amountOf("-5"), amountOf("")]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
