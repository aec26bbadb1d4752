// Where the parts of an assembly go when it is taken apart: away from the middle of what holds them, level by level, so that
// a screw leaves its nut as well as the plate. Parts with one common middle come out one after the other along it.
import type { TreeNode } from "./tree";
import { plus, type Point } from "./camera-view";

export interface Box {
  low: Point;
  high: Point;
}

const centerOf = ({ low, high }: Box): Point => [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2];
const extentOf = ({ low, high }: Box): Point => [high[0] - low[0], high[1] - low[1], high[2] - low[2]];
const lengthOf = (way: Point) => Math.hypot(...way);

export function unite(boxes: readonly Box[]): Box {
  const pick = (side: "low" | "high", best: (...values: number[]) => number) =>
    [0, 1, 2].map((axis) => boxes.reduce((kept, box) => best(kept, box[side][axis]!), side === "low" ? Infinity : -Infinity));
  return { low: pick("low", Math.min) as unknown as Point, high: pick("high", Math.max) as unknown as Point };
}

/** The box when its part has gone its way as far as `apart`, 0 to 1. */
export const movedBox = ({ low, high }: Box, way: Point, apart: number): Box => ({ low: plus(low, way, apart), high: plus(high, way, apart) });

/** Where something is in the file, and the leaf that takes it along. */
export interface Place {
  box: Box;
  leaf?: number | undefined;
}

/** What the places cover when the assembly is taken apart so far. */
export const placeOf = (places: readonly Place[], ways: ReadonlyMap<number, Point>, apart: number): Box =>
  unite(places.map(({ box, leaf }) => movedBox(box, (leaf !== undefined && ways.get(leaf)) || [0, 0, 0], apart)));

/**
 * Which leaf each line (x, y, z, x, y, z) belongs to: the smallest that holds both of its ends; undefined when none does.
 * Lines from wall to wall lie within their part.
 */
export function ownersOf(lines: Float32Array, boxes: ReadonlyMap<number, Box>): (number | undefined)[] {
  const bySize = [...boxes].sort(([, a], [, b]) => lengthOf(extentOf(a)) - lengthOf(extentOf(b)));
  const room = ROUNDED * lengthOf(extentOf(unite([...boxes.values()])));
  const holds = ({ low, high }: Box, at: number) => [0, 1, 2].every((axis) => lines[at + axis]! >= low[axis]! - room && lines[at + axis]! <= high[axis]! + room);
  return Array.from({ length: lines.length / 6 }, (_, line) => bySize.find(([, box]) => holds(box, line * 6) && holds(box, line * 6 + 3))?.[0]);
}

// Places are rounded to a grid over the whole model.
const ROUNDED = 2e-4;
const FIRST_LEVEL = 1.5;
const DEEPER_LEVEL = 2;

/** For each leaf (by its id) the way that it goes when the assembly is taken apart wholly, in millimetres. */
export function explodeVectors(tree: readonly TreeNode[], boxes: ReadonlyMap<number, Box>): Map<number, Point> {
  const ways = new Map<number, Point>();
  spread(tree, boxes, [0, 0, 0], FIRST_LEVEL, ways);
  return ways;
}

function boxOf(node: TreeNode, boxes: ReadonlyMap<number, Box>): Box | undefined {
  if (node.children.length === 0) return boxes.get(node.id);
  const below = node.children.map((child) => boxOf(child, boxes)).filter((box) => box !== undefined);
  return below.length > 0 ? unite(below) : undefined;
}

function spread(nodes: readonly TreeNode[], boxes: ReadonlyMap<number, Box>, sofar: Point, strength: number, ways: Map<number, Point>): void {
  const placed = nodes.flatMap((node) => {
    const box = boxOf(node, boxes);
    return box ? [{ node, box, center: centerOf(box) }] : [];
  });
  if (placed.length === 0) return;
  const whole = unite(placed.map((one) => one.box));
  const middle = centerOf(whole);
  const extent = extentOf(whole);
  const axis = extent.indexOf(Math.min(...extent));
  let stacked = 0;
  placed.sort((a, b) => lengthOf(extentOf(b.box)) - lengthOf(extentOf(a.box)));
  for (const { node, box, center } of placed) {
    const way: [number, number, number] = [center[0] - middle[0], center[1] - middle[1], center[2] - middle[2]];
    const far = lengthOf(way) > 0.02 * lengthOf(extent);
    const go = way.map((part) => part * strength) as [number, number, number];
    // The largest stays; the others come out of it in turns to both sides.
    if (!far && placed.length > 1 && stacked++ > 0)
      go[axis]! += (stacked % 2 === 0 ? 1 : -1) * Math.ceil((stacked - 1) / 2) * (extent[axis]! / 2 + extentOf(box)[axis]!);
    const total: Point = [sofar[0] + go[0], sofar[1] + go[1], sofar[2] + go[2]];
    if (node.children.length === 0) ways.set(node.id, total);
    else spread(node.children, boxes, total, DEEPER_LEVEL, ways);
  }
}
