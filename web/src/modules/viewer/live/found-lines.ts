// Lines that show where something is the matter. Each goes with the part that it is about when an assembly is taken apart.
import { Box3, BufferAttribute, BufferGeometry, LineSegments, type Object3D } from "three";
import { ownersOf, type Box } from "./explode";
import type { Leaf } from "./load-part";
import { positionsOf, roleOf } from "./positions";

export interface FoundLines {
  code: string;
  count: number;
  lines: LineSegments;
  box: Box;
  /** The leaf it belongs to, none when it stands where the file has it. */
  leaf: Leaf | undefined;
}

function partOf(lines: LineSegments, places: Float32Array, chosen: readonly number[]): LineSegments {
  const positions = new Float32Array(chosen.length * 6);
  chosen.forEach((line, at) => positions.set(places.subarray(line * 6, line * 6 + 6), at * 6));
  const geometry = new BufferGeometry().setAttribute("position", new BufferAttribute(positions, 3));
  geometry.userData = { ...lines.geometry.userData, count: chosen.length };
  return new LineSegments(geometry);
}

/** The ends of each line in millimetres, as the file has them. */
function endsOf(lines: LineSegments): Float32Array {
  const positions = positionsOf(lines);
  const index = lines.geometry.index;
  if (!index) return positions;
  const ends = new Float32Array(index.count * 3);
  for (let at = 0; at < index.count; ++at) ends.set(positions.subarray(index.getX(at) * 3, index.getX(at) * 3 + 3), at * 3);
  return ends;
}

/** Gives lines that stand beside the parts to the parts in which they lie; answers with what is nobody's. */
export function sharedOut(object: Object3D, leaves: readonly Leaf[]): Object3D[] {
  if (leaves.length < 2) return [object];
  object.updateMatrixWorld(true);
  const all: LineSegments[] = [];
  object.traverse((child) => {
    if (child instanceof LineSegments && roleOf(child) === "finding") all.push(child);
  });
  const boxes = new Map(leaves.map((leaf) => [leaf.id, leaf.box]));
  const left: Object3D[] = [];
  for (const lines of all) {
    const ends = endsOf(lines);
    const byOwner = new Map<number | undefined, number[]>();
    for (const [line, owner] of ownersOf(ends, boxes).entries()) {
      const chosen = byOwner.get(owner);
      if (chosen) chosen.push(line);
      else byOwner.set(owner, [line]);
    }
    for (const [owner, chosen] of byOwner) {
      const own = partOf(lines, ends, chosen);
      const leaf = leaves.find((one) => one.id === owner);
      if (leaf) leaf.holder.add(own);
      else left.push(own);
    }
    lines.geometry.dispose();
  }
  return left;
}

export function collectFound(root: Object3D, leaves: readonly Leaf[]): FoundLines[] {
  const owner = new Map<Object3D, Leaf>();
  for (const leaf of leaves) leaf.holder.traverse((object) => void owner.set(object, leaf));
  const found: FoundLines[] = [];
  root.traverse((object) => {
    if (!(object instanceof LineSegments) || roleOf(object) !== "finding") return;
    const { code, count } = object.geometry.userData as { code?: string; count?: number };
    object.geometry.computeBoundingBox();
    const { min, max } = (object.geometry.boundingBox ?? new Box3()).clone().applyMatrix4(object.matrixWorld);
    found.push({ code: code ?? "", count: count ?? 0, lines: object, box: { low: min.toArray(), high: max.toArray() }, leaf: owner.get(object) });
  });
  return found;
}
