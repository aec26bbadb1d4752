// Lines of a surface whose vertices are split at creases, as GLBs of this server are: an edge that only one triangle has in
// the index is a crease or an open border. For models whose GLB brings no lines of its own.
const MOST_TRIANGLES = 400_000;

/** Pairs of vertices; none when the surface is too large for the browser to search it at once. */
export function creaseLines(index: ArrayLike<number>, vertexCount: number): Uint32Array {
  const triangles = Math.floor(index.length / 3);
  if (triangles > MOST_TRIANGLES) return new Uint32Array();
  const edges = new Float64Array(triangles * 3);
  for (let i = 0; i < triangles * 3; ++i) {
    const a = index[i]!;
    const b = index[i % 3 === 2 ? i - 2 : i + 1]!;
    edges[i] = Math.min(a, b) * vertexCount + Math.max(a, b);
  }
  edges.sort();
  const lines: number[] = [];
  for (let i = 0; i < edges.length; ) {
    let next = i + 1;
    while (next < edges.length && edges[next] === edges[i]) ++next;
    if (next === i + 1) lines.push(Math.floor(edges[i]! / vertexCount), edges[i]! % vertexCount);
    i = next;
  }
  return Uint32Array.from(lines);
}
