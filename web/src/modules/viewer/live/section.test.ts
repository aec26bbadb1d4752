import { describe, expect, it } from "vitest";
import { axes, crosses, sectionPlace, sectionPlane, sectionRange } from "./section";

const box = { low: [-10, 0, 100], high: [10, 5, 140] } as const;
const distance = (plane: { normal: number[]; constant: number }, place: number[]) => plane.normal.reduce((sum, part, axis) => sum + part * place[axis]!, plane.constant);

describe.each(axes)("a section across %s", (axis) => {
  const side = axes.indexOf(axis);

  it("moves from before the part to behind it", () => {
    const { from, to, step } = sectionRange(box, axis);
    expect(from).toBeLessThan(box.low[side]!);
    expect(to).toBeGreaterThan(box.high[side]!);
    expect(step).toBeGreaterThan(0);
  });

  it("keeps one side, and flipped the other", () => {
    const middle = { axis, at: 0.5, flipped: false };
    const [low, high] = [[...box.low], [...box.high]];
    const kept = distance(sectionPlane(box, middle), low) > 0;
    expect(distance(sectionPlane(box, middle), high) > 0).toBe(!kept);
    expect(distance(sectionPlane(box, { ...middle, flipped: true }), low) > 0).toBe(!kept);
  });

  it("goes through its place", () => {
    const section = { axis, at: 0.25, flipped: true };
    const place = [0, 0, 0];
    place[side] = sectionPlace(box, section);
    expect(distance(sectionPlane(box, section), place)).toBeCloseTo(0, 9);
  });
});

it("shows the whole part at one end of the slider and nothing of it at the other", () => {
  for (const [at, kept] of [[1, true], [0, false]] as const)
    expect(distance(sectionPlane(box, { axis: "z", at, flipped: false }), [...box.high]) > 0).toBe(kept);
});

it("holds what is beyond the slider's ends to its ends", () => {
  expect(sectionPlace(box, { axis: "x", at: 7, flipped: false })).toBe(sectionRange(box, "x").to);
});

it("knows which parts it crosses", () => {
  expect(crosses(box, { axis: "z", at: 0, flipped: false }, 120)).toBe(true);
  expect(crosses(box, { axis: "z", at: 0, flipped: false }, 140)).toBe(false);
});

it("moves even through a part without thickness", () => {
  const { from, to, step } = sectionRange({ low: [0, 0, 3], high: [9, 9, 3] }, "z");
  expect(to - from).toBeGreaterThan(0);
  expect(step).toBeGreaterThan(0);
});
