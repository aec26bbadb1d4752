import { describe, expect, it } from "vitest";
import { pathOf, scales } from "./curve";
import { estimated, sum, totalAt, type Price } from "./pricing";

const breaks = [
  { quantity: 1, unit_price: "35.00", total: "35.00" },
  { quantity: 10, unit_price: "8.00", total: "80.00" },
  { quantity: 100, unit_price: "5.00", total: "500.00" },
];

const price = {
  quantity: 10,
  unit_price: "8.00",
  subtotal: "80.00",
  rush_fee: "16.00",
  total: "96.00",
  price_breaks: breaks,
} as unknown as Price;

describe("an estimate until the server answers", () => {
  it("is exact at the breaks", () => {
    expect(breaks.map((one) => totalAt(breaks, one.quantity))).toEqual([35, 80, 500]);
  });

  it("lies between the totals of its neighbours, and never falls when the quantity rises", () => {
    const totals = Array.from({ length: 150 }, (_, index) => totalAt(breaks, index + 1)!);
    expect(totals.every((total, index) => index === 0 || total >= totals[index - 1]!)).toBe(true);
  });

  it("goes on at the last unit price", () => {
    expect(totalAt(breaks, 1000)).toBe(5000);
  });

  it("keeps the share of the rush", () => {
    expect(estimated(price, 100)).toMatchObject({ unit_price: "5.00", subtotal: "500.00", rush_fee: "100.00", total: "600.00" });
    expect(estimated(price, 10)).toBe(price);
  });
});

describe("the sum of a request", () => {
  it("is exact where floating point is not", () => {
    expect(sum(["0.10", "0.20"])).toBe("0.30");
    expect(sum(["9007199254740993.01", "0.02"])).toBe("9007199254740993.03");
    expect(sum(["100", "250"])).toBe("350");
    expect(sum(["1.00", "-2.50"])).toBe("-1.50");
    expect(sum([])).toBe("0");
  });
});

describe("the curve", () => {
  it("runs from left to right, and down as pieces become cheaper", () => {
    const { x, y } = scales(breaks, 300);
    expect(x(1)).toBeLessThan(x(10));
    expect(x(10)).toBeLessThan(x(100));
    expect(y(35)).toBeLessThan(y(5));
    expect(pathOf(breaks, 300)).toMatch(/^M[\d.]+ [\d.]+L/);
  });

  it("stays in the picture when all pieces cost the same", () => {
    const flat = breaks.map((one) => ({ ...one, unit_price: "5.00", total: String(5 * one.quantity) }));
    const places = [...pathOf(flat, 300).matchAll(/[\d.]+/g)].map(Number);
    expect(places.every(Number.isFinite)).toBe(true);
  });
});
