import { describe, expect, it } from "vitest";
import { drawnAt, topFor } from "./drawn";

const ROW = 44;
const SEEN = 700;

describe("the rows that are drawn", () => {
  it("cover what is seen and the next frames, wherever one has scrolled to", () => {
    for (const top of [0, 1, 43, 44, 1_000, 2_199_978, 4_399_300]) {
      const { first, end } = drawnAt(top, SEEN, ROW, 100_000);
      expect(first * ROW).toBeLessThanOrEqual(Math.max(0, top - 8 * ROW));
      expect(end * ROW).toBeGreaterThanOrEqual(Math.min(100_000 * ROW, top + SEEN + 8 * ROW));
      expect(end - first).toBeLessThan(45);
    }
  });

  it("stay the same for some rows' way", () => {
    const stretches = Array.from({ length: 40 }, (_, row) => drawnAt(10_000 * ROW + row * ROW, SEEN, ROW, 100_000));
    expect(new Set(stretches.map(({ first }) => first)).size).toBeLessThanOrEqual(11);
  });

  it("are no more than there are", () => {
    expect(drawnAt(0, SEEN, ROW, 0)).toEqual({ first: 0, end: 0 });
    expect(drawnAt(0, SEEN, ROW, 3)).toEqual({ first: 0, end: 3 });
    expect(drawnAt(4_000_000, SEEN, ROW, 3)).toEqual({ first: 3, end: 3 });
  });
});

it("a row that is not seen is scrolled to as little as needed", () => {
  expect(topFor(5, 0, SEEN, ROW)).toBe(0);
  expect(topFor(2, 440, SEEN, ROW)).toBe(88);
  expect(topFor(99, 0, SEEN, ROW)).toBe(100 * ROW - SEEN);
});
