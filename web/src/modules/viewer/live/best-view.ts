// From where a part is best looked at: the server's rule for previews (src/engines/preview/viewpoint.cpp), so that the live
// part appears where its picture was. Of the four sides the one that shows most shape.
import { axesOf, boundsOf, distanceFor, dot, emptyBounds, plus, type Point } from "./camera-view";

const [WIDTH, HEIGHT] = [96, 72];
const MOST_TRIANGLES = 40_000;
const LARGE_AREA = 2e-4;

/** Triangles in a scene of diagonal 1 about the origin: nine numbers each, and their normals. */
export interface Facets {
  corners: Float32Array;
  normals: Float32Array;
}

export interface Surface {
  /** World positions, x, y, z, x, … in millimetres. */
  positions: Float32Array;
  index: ArrayLike<number>;
}

/** All large triangles, and of the small ones as many as it takes to see where they are. */
export function chooseFacets(surfaces: readonly Surface[], center: Point, diagonal: number): Facets {
  const total = surfaces.reduce((sum, surface) => sum + surface.index.length / 3, 0);
  const stride = 1 + Math.floor(total / MOST_TRIANGLES);
  const corners: number[] = [];
  const normals: number[] = [];
  const scale = 1 / diagonal;
  let count = 0;
  for (const { positions, index } of surfaces) {
    for (let i = 0; i + 2 < index.length; i += 3, ++count) {
      const [a, b, c] = [index[i]! * 3, index[i + 1]! * 3, index[i + 2]! * 3];
      const [ax, ay, az] = [positions[a]!, positions[a + 1]!, positions[a + 2]!];
      const [ux, uy, uz] = [(positions[b]! - ax) * scale, (positions[b + 1]! - ay) * scale, (positions[b + 2]! - az) * scale];
      const [wx, wy, wz] = [(positions[c]! - ax) * scale, (positions[c + 1]! - ay) * scale, (positions[c + 2]! - az) * scale];
      const [nx, ny, nz] = [uy * wz - uz * wy, uz * wx - ux * wz, ux * wy - uy * wx];
      const size = Math.sqrt(nx * nx + ny * ny + nz * nz);
      if (count % stride !== 0 && !(size > LARGE_AREA)) continue;
      const [px, py, pz] = [(ax - center[0]) * scale, (ay - center[1]) * scale, (az - center[2]) * scale];
      corners.push(px, py, pz, px + ux, py + uy, pz + uz, px + wx, py + wy, pz + wz);
      const inverse = size > 0 ? 1 / size : 0;
      normals.push(nx * inverse, ny * inverse, nz * inverse);
    }
  }
  return { corners: Float32Array.from(corners), normals: Float32Array.from(normals) };
}

/** A small drawing that only knows which way the surface faces; answers where it turns or steps from one pixel to the next. */
function detail(facets: Facets, yaw: number, pitch: number): number {
  const axes = axesOf(yaw, pitch);
  const eye = plus([0, 0, 0], axes.forward, -distanceFor(1));
  const bounds = boundsOf(facets.corners, eye, axes, emptyBounds());
  const scale = Math.min((WIDTH * 0.86) / Math.max(1e-4, bounds.right - bounds.left), (HEIGHT * 0.8) / Math.max(1e-4, bounds.top - bounds.bottom));
  const [middleX, middleY] = [(bounds.left + bounds.right) / 2, (bounds.bottom + bounds.top) / 2];
  const depth = new Float32Array(WIDTH * HEIGHT);
  const facing = new Float32Array(WIDTH * HEIGHT * 3);
  const p = new Float64Array(9);
  for (let f = 0; f * 9 < facets.corners.length; ++f) {
    for (let k = 0; k < 3; ++k) {
      const at = f * 9 + k * 3;
      const way: Point = [facets.corners[at]! - eye[0], facets.corners[at + 1]! - eye[1], facets.corners[at + 2]! - eye[2]];
      const inverse = 1 / dot(way, axes.forward);
      p[k * 3] = (dot(way, axes.right) * inverse - middleX) * scale + WIDTH / 2;
      p[k * 3 + 1] = HEIGHT * 0.485 - (dot(way, axes.up) * inverse - middleY) * scale;
      p[k * 3 + 2] = -inverse;
    }
    const normal: Point = [facets.normals[f * 3]!, facets.normals[f * 3 + 1]!, facets.normals[f * 3 + 2]!];
    fill(p, dot(normal, axes.forward) > 0 ? -1 : 1, normal, depth, facing);
  }
  return countSteps(depth, facing);
}

function fill(p: Float64Array, sign: number, normal: Point, depth: Float32Array, facing: Float32Array): void {
  const [ax, ay, az, bx, by, bz, cx, cy, cz] = p as unknown as [number, number, number, number, number, number, number, number, number];
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (area === 0) return;
  const first = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
  const last = Math.min(HEIGHT - 1, Math.ceil(Math.max(ay, by, cy) - 0.5) - 1);
  for (let row = first; row <= last; ++row) {
    const from = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    const to = Math.min(WIDTH - 1, Math.floor(Math.max(ax, bx, cx)));
    for (let column = from; column <= to; ++column) {
      const [x, y] = [column + 0.5, row + 0.5];
      const u = ((bx - x) * (cy - y) - (by - y) * (cx - x)) / area;
      const v = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) / area;
      const w = 1 - u - v;
      if (u < 0 || v < 0 || w < 0) continue;
      const z = u * az + v * bz + w * cz;
      const at = row * WIDTH + column;
      if (z >= depth[at]!) continue;
      depth[at] = z;
      for (let k = 0; k < 3; ++k) facing[at * 3 + k] = sign * normal[k as 0 | 1 | 2];
    }
  }
}

function countSteps(depth: Float32Array, facing: Float32Array): number {
  const differ = (a: number, b: number) => {
    if (depth[a] === 0 || depth[b] === 0) return 0;
    const turned = facing[a * 3]! * facing[b * 3]! + facing[a * 3 + 1]! * facing[b * 3 + 1]! + facing[a * 3 + 2]! * facing[b * 3 + 2]!;
    return turned < 0.9 || Math.abs(depth[a]! / depth[b]! - 1) > 0.02 ? 1 : 0;
  };
  let count = 0;
  for (let row = 0; row + 1 < HEIGHT; ++row)
    for (let column = 0; column + 1 < WIDTH; ++column) {
      const at = row * WIDTH + column;
      count += differ(at, at + 1) + differ(at, at + WIDTH);
    }
  return count;
}

export function bestView(facets: Facets, extent: Point): { yaw: number; pitch: number } {
  const [x, y, z] = extent;
  const lengthwise = (x - y) / (x + y + 1e-6);
  const turn = lengthwise > 0 ? 37 - 13 * lengthwise : 37 - 26 * lengthwise;
  const pitch = 15 + 28 / (1 + z / Math.max(x, y, 1e-6));
  // Where a part is the same all round, it is shown from the front right, as draughtsmen do.
  const candidates = [
    [-90 + turn, 1.2],
    [-90 - turn, 1.1],
    [90 - turn, 1.0],
    [90 + turn, 1.0],
  ] as const;
  const merits = candidates.map(([yaw, preference]) => (50 + detail(facets, yaw, pitch)) * preference);
  return { yaw: candidates[merits.indexOf(Math.max(...merits))]![0], pitch };
}
