// Where the three lengths of a box are written: beside the edge that lies outermost in the picture, clear of the part.
import type { Box } from "./explode";

export interface Pixel {
  x: number;
  y: number;
}

export interface DimensionLine {
  axis: 0 | 1 | 2;
  /** False where the length is seen nearly end-on. */
  shown: boolean;
  line: string;
  ends: string;
  arrows: string;
  label: Pixel;
}

const CLEAR = 22; // pixels from the box
const ARROW = 7;
const SHORTEST = 18;

const minus = (a: Pixel, b: Pixel): Pixel => ({ x: a.x - b.x, y: a.y - b.y });
const step = (a: Pixel, way: Pixel, by: number): Pixel => ({ x: a.x + way.x * by, y: a.y + way.y * by });
const unit = (way: Pixel): Pixel => {
  const length = Math.hypot(way.x, way.y) || 1;
  return { x: way.x / length, y: way.y / length };
};
const text = ({ x, y }: Pixel) => `${x.toFixed(1)} ${y.toFixed(1)}`;

function arrow(tip: Pixel, along: Pixel): string {
  const back = step(tip, along, ARROW);
  const side = { x: -along.y, y: along.x };
  return `M${text(tip)}L${text(step(back, side, 2.6))}L${text(step(back, side, -2.6))}Z`;
}

export function dimensionLines(box: Box, project: (x: number, y: number, z: number) => Pixel): DimensionLine[] {
  const corner = (bits: number) => {
    const [x, y, z] = [0, 1, 2].map((axis) => (bits & (1 << axis) ? box.high[axis]! : box.low[axis]!)) as [number, number, number];
    return project(x, y, z);
  };
  const corners = Array.from({ length: 8 }, (_, bits) => corner(bits));
  const middle = corners.reduce((sum, at) => ({ x: sum.x + at.x / 8, y: sum.y + at.y / 8 }), { x: 0, y: 0 });
  return ([0, 1, 2] as const).map((axis) => {
    const edges = corners.flatMap((a, bits) => (bits & (1 << axis) ? [] : [[a, corners[bits | (1 << axis)]!] as const]));
    // How far outside an edge lies, seen across it; of two alike the lower one.
    const rank = ([a, b]: readonly [Pixel, Pixel]) => {
      const along = unit(minus(b, a));
      const out = minus(step(a, minus(b, a), 0.5), middle);
      return Math.abs(out.x * -along.y + out.y * along.x) + out.y * 0.6 + (axis === 2 ? out.x * 0.3 : 0);
    };
    const [a, b] = edges.reduce((best, edge) => (rank(edge) > rank(best) ? edge : best));
    const along = unit(minus(b, a));
    const across = { x: -along.y, y: along.x };
    const out = minus(step(a, minus(b, a), 0.5), middle);
    const side = out.x * across.x + out.y * across.y < 0 ? -1 : 1;
    const [from, to] = [step(a, across, side * CLEAR), step(b, across, side * CLEAR)];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    const end = (at: Pixel) => `M${text(step(at, across, side * 5))}L${text(step(at, across, side * (CLEAR + 5)))}`;
    return {
      axis,
      shown: length > SHORTEST,
      line: `M${text(from)}L${text(to)}`,
      ends: end(a) + end(b),
      arrows: arrow(from, along) + arrow(to, { x: -along.x, y: -along.y }),
      label: step(from, minus(to, from), 0.5),
    };
  });
}
