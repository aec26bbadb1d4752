// What a decoded GLB holds: where its points are, and what its lines are for.
import { InterleavedBufferAttribute, type BufferAttribute, type LineSegments, type Mesh, type Object3D } from "three";

export const roleOf = (object: Object3D): string | undefined =>
  (object as LineSegments).geometry?.userData["role"] ?? object.userData["role"];

/** Positions of a surface, or of lines, in millimetres, as the file has them, or of every so many-th of its vertices. */
export function positionsOf(mesh: Pick<Mesh, "geometry" | "matrixWorld">, step = 1): Float32Array {
  const { array, stride, offset, count, scale } = layoutOf(mesh.geometry.getAttribute("position"));
  const e = mesh.matrixWorld.elements as unknown as number[];
  const kept = Math.ceil(count / step);
  const positions = new Float32Array(kept * 3);
  for (let i = 0, from = offset, to = 0; i < kept; ++i, from += stride * step, to += 3) {
    const [x, y, z] = [array[from]! * scale, array[from + 1]! * scale, array[from + 2]! * scale];
    positions[to] = e[0]! * x + e[4]! * y + e[8]! * z + e[12]!;
    positions[to + 1] = e[1]! * x + e[5]! * y + e[9]! * z + e[13]!;
    positions[to + 2] = e[2]! * x + e[6]! * y + e[10]! * z + e[14]!;
  }
  return positions;
}

// Asking the attribute for each number takes ten times as long.
function layoutOf(attribute: BufferAttribute | InterleavedBufferAttribute) {
  const { normalized, count } = attribute;
  const isWoven = attribute instanceof InterleavedBufferAttribute;
  const array = attribute.array;
  const largest = array instanceof Int16Array ? 32_767 : array instanceof Uint16Array ? 65_535 : array instanceof Int8Array ? 127 : array instanceof Uint8Array ? 255 : 1;
  return {
    ...{ array, count, scale: normalized ? 1 / largest : 1 },
    ...{ stride: isWoven ? attribute.data.stride : attribute.itemSize, offset: isWoven ? attribute.offset : 0 },
  };
}
