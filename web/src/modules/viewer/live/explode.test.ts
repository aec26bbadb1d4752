import { describe, expect, it } from "vitest";
import { explodeVectors, ownersOf, placeOf, unite, type Box } from "./explode";
import type { TreeNode } from "./tree";

const leaf = (id: number): TreeNode => ({ id, name: `part ${id}`, children: [], auxiliary: false });
const group = (id: number, ...children: TreeNode[]): TreeNode => ({ id, name: `group ${id}`, children, auxiliary: false });
const box = (x: number, y: number, z: number, size = 2): Box => ({ low: [x - size / 2, y - size / 2, z - size / 2], high: [x + size / 2, y + size / 2, z + size / 2] });
const moved = (one: Box, way: readonly number[]): Box => ({
  low: one.low.map((value, axis) => value + way[axis]!) as unknown as Box["low"],
  high: one.high.map((value, axis) => value + way[axis]!) as unknown as Box["high"],
});
const overlap = (a: Box, b: Box) => [0, 1, 2].every((axis) => a.low[axis]! < b.high[axis]! - 1e-9 && b.low[axis]! < a.high[axis]! - 1e-9);

describe("explodeVectors", () => {
  it("moves two parts away from each other and leaves one alone where it is", () => {
    const ways = explodeVectors([leaf(1), leaf(2)], new Map([[1, box(-3, 0, 0)], [2, box(3, 0, 0)]]));
    expect(ways.get(1)![0]).toBeLessThan(0);
    expect(ways.get(2)![0]).toBe(-ways.get(1)![0]);
    expect(explodeVectors([leaf(1)], new Map([[1, box(5, 5, 5)]])).get(1)).toEqual([0, 0, 0]);
  });

  it("takes a group with it and apart as well", () => {
    const boxes = new Map([[1, box(-10, 0, 0)], [2, box(10, 0, -1)], [3, box(10, 0, 1)]]);
    const ways = explodeVectors([leaf(1), group(9, leaf(2), leaf(3))], boxes);
    expect(ways.get(2)![0]).toBeGreaterThan(0);
    expect(ways.get(3)![0]).toBeCloseTo(ways.get(2)![0], 9);
    expect(ways.get(2)![2]).toBeLessThan(0);
    expect(ways.get(3)![2]).toBeGreaterThan(0);
  });

  it("brings parts out of each other that have one common middle", () => {
    const boxes = new Map([[1, box(0, 0, 0, 10)], [2, box(0, 0, 0, 6)], [3, box(0, 0, 0, 4)]]);
    const ways = explodeVectors([leaf(1), leaf(2), leaf(3)], boxes);
    const after = [1, 2, 3].map((id) => moved(boxes.get(id)!, ways.get(id)!));
    expect(ways.get(1)).toEqual([0, 0, 0]);
    for (const [a, b] of [[0, 1], [0, 2], [1, 2]] as const) expect(overlap(after[a]!, after[b]!)).toBe(false);
  });

  it("passes over groups that show nothing", () => {
    expect(explodeVectors([group(1), leaf(2)], new Map([[2, box(0, 0, 0)]])).get(2)).toEqual([0, 0, 0]);
  });
});

it("unites boxes", () => {
  expect(unite([box(0, 0, 0), box(4, 0, -3)])).toEqual({ low: [-1, -1, -4], high: [5, 1, 1] });
});

describe("what was found", () => {
  const ways = new Map([[1, [-10, 0, 0]], [2, [30, 0, 8]]] as const);
  it("is where its part has gone", () => {
    expect(placeOf([{ box: box(4, 0, 0), leaf: 2 }], ways, 0)).toEqual(box(4, 0, 0));
    expect(placeOf([{ box: box(4, 0, 0), leaf: 2 }], ways, 0.5)).toEqual(box(19, 0, 4));
    expect(placeOf([{ box: box(4, 0, 0) }], ways, 1)).toEqual(box(4, 0, 0)); // of no part
  });
  it("lies between its parts when it is in several", () => {
    const all = placeOf([{ box: box(0, 0, 0), leaf: 1 }, { box: box(4, 0, 0), leaf: 2 }], ways, 1);
    expect(all).toEqual({ low: [-11, -1, -1], high: [35, 1, 9] });
  });
  it("belongs to the smallest part that holds it", () => {
    const boxes = new Map([[1, box(0, 0, 0, 20)], [2, box(2, 0, 0, 4)]]);
    expect(ownersOf(Float32Array.from([1, 0, 0, 2, 0, 0, -8, 0, 0, -7, 0, 0, 3, 0, 0, 9, 0, 0, 40, 0, 0, 41, 0, 0]), boxes)).toEqual([2, 1, 1, undefined]);
  });
});
