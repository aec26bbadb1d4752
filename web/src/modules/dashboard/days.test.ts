import { roundAbove } from "@/ui/bar-chart";
import { describe, expect, it } from "vitest";
import { daysBetween, nextDay } from "./days";

describe("days", () => {
  it("follow each other over months and leap days", () => {
    expect(nextDay("2026-12-31")).toBe("2027-01-01");
    expect(daysBetween("2028-02-28", "2028-03-01")).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
    expect(daysBetween("2026-01-02", "2026-01-01")).toEqual([]);
  });
});

describe("the top of a chart", () => {
  it("is a round number at or above the greatest value", () => {
    expect([0, 0.8, 1, 3, 12, 210, 260, 900].map(roundAbove)).toEqual([1, 0.8, 1, 3, 12, 250, 300, 1000]);
  });
});
