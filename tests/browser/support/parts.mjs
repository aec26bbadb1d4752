// Files to drop: real ones of the corpus, and made ones that no server has seen before.
import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { top } from "./policy.mjs";

/** A file of tests/data/cad. */
export const corpus = (path, name = basename(path)) => ({ name, bytes: readFileSync(join(top, "tests/data/cad", path)) });

export const named = (name, text) => ({ name, bytes: Buffer.from(text) });

const corners = (x, y, z) => [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n & 1 ? x : 0, n & 2 ? y : 0, n & 4 ? z : 0]);
const faces = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]];

function stl(triangles) {
  const bytes = Buffer.alloc(84 + 50 * triangles.length);
  bytes.writeUInt32LE(triangles.length, 80);
  triangles.forEach((triangle, index) => {
    triangle.flat().forEach((value, place) => bytes.writeFloatLE(value, 84 + 50 * index + 12 + 4 * place));
  });
  return bytes;
}

/** A closed block; its sizes are new each time unless they are given. */
export function block(name = "block.stl", [x, y, z] = [20, 30, 10].map((size) => size + randomInt(10_000) / 1000)) {
  const points = corners(x, y, z);
  const triangles = faces.flatMap(([a, b, c, d]) => [[a, b, c], [a, c, d]]).map((face) => face.map((n) => points[n]));
  return { name, bytes: stl(triangles) };
}

/** A closed block with an uneven upper side, of about so many triangles, unlike any other. */
export function sheet(name, triangles) {
  const rows = Math.round(Math.sqrt(triangles / 4));
  const step = 80 / rows;
  const height = Array.from({ length: (rows + 1) ** 2 }, () => 10 + randomInt(1_000_000) / 1e6);
  const at = (i, j, up) => [i * step, j * step, up ? height[i * (rows + 1) + j] : 0];
  const all = [];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++) {
      const [a, b, c, d] = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
      all.push([at(...a, 1), at(...b, 1), at(...c, 1)], [at(...a, 1), at(...c, 1), at(...d, 1)]);
      all.push([at(...a, 0), at(...c, 0), at(...b, 0)], [at(...a, 0), at(...d, 0), at(...c, 0)]);
    }
  for (let k = 0; k < rows; k++)
    for (const [p, q] of [[[k, 0], [k + 1, 0]], [[k + 1, rows], [k, rows]], [[0, k + 1], [0, k]], [[rows, k], [rows, k + 1]]])
      all.push([at(...p, 0), at(...q, 0), at(...q, 1)], [at(...p, 0), at(...q, 1), at(...p, 1)]);
  return { name, bytes: stl(all) };
}
