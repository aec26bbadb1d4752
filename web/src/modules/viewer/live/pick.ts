// What lies under the pointer: the part, and the place on it, drawn to a corner that is near.
import { Mesh, Raycaster, Vector2, Vector3, type PerspectiveCamera, type Plane } from "three";
import type { Leaf, PartModel } from "./load-part";
import type { Viewport } from "./camera-view";

export interface Hit {
  leaf: Leaf;
  place: Vector3;
  /** The place is a corner. */
  corner: boolean;
}

const SNAP_PIXELS = 11;
const ray = new Raycaster();


export function pixelOf(place: Vector3, camera: PerspectiveCamera, viewport: Viewport): { x: number; y: number } {
  const seen = place.clone().project(camera);
  return { x: ((seen.x + 1) / 2) * viewport.width, y: ((1 - seen.y) / 2) * viewport.height };
}

export function pick(model: PartModel, camera: PerspectiveCamera, at: { x: number; y: number }, viewport: Viewport, planes: readonly Plane[]): Hit | null {
  ray.setFromCamera(new Vector2((at.x / viewport.width) * 2 - 1, 1 - (at.y / viewport.height) * 2), camera);
  let best: { leaf: Leaf; mesh: Mesh; place: Vector3; face: [number, number, number]; distance: number } | null = null;
  for (const leaf of model.leaves) {
    if (!leaf.holder.visible) continue; // which of two models is drawn makes no difference
    for (const mesh of leaf.meshes)
      for (const hit of ray.intersectObject(mesh, false)) {
        if (planes.some((plane) => plane.distanceToPoint(hit.point) < 0)) continue;
        if (hit.face && (!best || hit.distance < best.distance))
          best = { leaf, mesh, place: hit.point, face: [hit.face.a, hit.face.b, hit.face.c], distance: hit.distance };
        break;
      }
  }
  if (!best) return null;
  const position = best.mesh.geometry.getAttribute("position");
  for (const vertex of best.face) {
    const corner = new Vector3().fromBufferAttribute(position, vertex).applyMatrix4(best.mesh.matrixWorld);
    const seen = pixelOf(corner, camera, viewport);
    if (Math.hypot(seen.x - at.x, seen.y - at.y) < SNAP_PIXELS) return { leaf: best.leaf, place: corner, corner: true };
  }
  return { leaf: best.leaf, place: best.place, corner: false };
}
