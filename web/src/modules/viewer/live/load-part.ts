// A part as the viewer holds it: fetched as GLB, decoded, and laid out as leaves (one per occurrence) in millimetres, Z up.
import { Box3, Color, Group, LineSegments, Mesh, Vector3, type MeshStandardMaterial, type Object3D } from "three";
import { GLTFLoader, type GLTF } from "three/examples/jsm/loaders/GLTFLoader.js";
import { MeshoptDecoder } from "three/examples/jsm/libs/meshopt_decoder.module.js";
import { withSession } from "@/api/client";
import { problemFrom } from "@/api/problem";
import { bestView, chooseFacets, type Surface } from "./best-view";
import type { Point } from "./camera-view";
import type { Box } from "./explode";
import { collectFound, sharedOut, type FoundLines } from "./found-lines";
import { positionsOf, roleOf } from "./positions";
import { buildTree, leavesOf, type GlbNode, type TreeNode } from "./tree";

export interface Leaf {
  id: number;
  name: string;
  auxiliary: boolean;
  /** Moved when the assembly is taken apart; below it the occurrence stands where the file has it. */
  holder: Group;
  meshes: Mesh[];
  lines: LineSegments[];
  smoothLines: LineSegments[];
  colors: Color[];
  box: Box;
}

export interface PartModel {
  root: Group;
  leaves: Leaf[];
  byId: Map<number, Leaf>;
  tree: TreeNode[];
  found: FoundLines[];
  box: Box;
  center: Point;
  diagonal: number;
  triangles: number;
  trianglesOriginal: number;
  simplified: boolean;
  view: { yaw: number; pitch: number };
  dispose(): void;
}

interface Extras {
  triangles?: number;
  triangles_original?: number;
  simplified?: boolean;
}

async function bytesOf(response: Response, onProgress: (share: number) => void): Promise<ArrayBuffer> {
  const total = Number(response.headers.get("Content-Length") ?? 0);
  if (!response.body || !total || response.headers.get("Content-Encoding")) return response.arrayBuffer();
  const bytes = new Uint8Array(total);
  let have = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.buffer;
    bytes.set(value, have);
    have += value.length;
    onProgress(have / total);
  }
}

const LARGE = 1_000_000;
let unpacks = false;
// A worker takes a moment to start, which only large parts are worth; the page lives on while it unpacks them.
function unpackElsewhere(): void {
  if (!unpacks) MeshoptDecoder.useWorkers(1);
  unpacks = true;
}

/** @throws {Problem} when there is no model; an Error when it cannot be read. */
export async function loadPart(
  fileId: string,
  detail: "low" | "full",
  signal: AbortSignal,
  onProgress: (share: number) => void,
  known?: PartModel["view"],
): Promise<PartModel> {
  const url = `/api/v1/files/${encodeURIComponent(fileId)}/model.glb`;
  const ask = (query: string) => withSession(() => fetch(url + query, { signal, credentials: "same-origin" }));
  const response = await ask(detail === "low" ? "?detail=low" : "");
  if (!response.ok) throw await problemFrom(response);
  const bytes = await bytesOf(response, onProgress);
  if (bytes.byteLength > LARGE) unpackElsewhere();
  const loader = new GLTFLoader();
  loader.setMeshoptDecoder(MeshoptDecoder);
  const gltf = await loader.parseAsync(bytes, "");
  if (signal.aborted) throw new DOMException("left", "AbortError");
  return layOut(gltf, known);
}

/** The parser knows which object came from which node. */
function objectsByNode(gltf: GLTF): Map<number, Object3D> {
  const found = new Map<number, Object3D>();
  gltf.scene.traverse((object) => {
    const node = (gltf.parser.associations.get(object) as { nodes?: number } | undefined)?.nodes;
    if (node !== undefined && !found.has(node)) found.set(node, object);
  });
  return found;
}

function makeLeaf(node: TreeNode, object: Object3D): Leaf {
  const holder = new Group();
  holder.add(object);
  const leaf: Leaf = {
    ...{ id: node.id, name: node.name, auxiliary: node.auxiliary, holder },
    ...{ meshes: [], lines: [], smoothLines: [], colors: [], box: { low: [0, 0, 0], high: [0, 0, 0] } },
  };
  const whole = new Box3();
  holder.updateMatrixWorld(true);
  object.traverse((child) => {
    if (child instanceof LineSegments) {
      if (roleOf(child) === "edges") leaf.lines.push(child);
      if (roleOf(child) === "smooth_edges") leaf.smoothLines.push(child);
    } else if (child instanceof Mesh) {
      leaf.meshes.push(child);
      leaf.colors.push((child.material as MeshStandardMaterial).color.clone());
      child.geometry.boundingBox ?? child.geometry.computeBoundingBox();
      whole.union(child.geometry.boundingBox!.clone().applyMatrix4(child.matrixWorld));
    }
  });
  leaf.box = { low: whole.min.toArray(), high: whole.max.toArray() };
  return leaf;
}

const surfacesOf = (leaves: readonly Leaf[]): Surface[] =>
  leaves.flatMap((leaf) => leaf.meshes.flatMap((mesh) => (mesh.geometry.index ? [{ positions: positionsOf(mesh), index: mesh.geometry.index.array }] : [])));

function layOut(gltf: GLTF, known?: PartModel["view"]): PartModel {
  const nodes = (gltf.parser.json.nodes ?? []) as GlbNode[];
  const extras = ((gltf.asset as { extras?: Extras }).extras ?? {}) as Extras;
  const objects = objectsByNode(gltf);
  const tree = buildTree(nodes, 0);
  const root = new Group();
  const leaves = leavesOf(tree).flatMap((node) => {
    const object = objects.get(node.id);
    return object ? [makeLeaf(node, object)] : [];
  });
  for (const leaf of leaves) root.add(leaf.holder);
  root.updateMatrixWorld(true);
  // What was found where the file has it, outside of every leaf.
  for (const [id, object] of objects) if (nodes[id]?.extras?.role === "finding") root.add(...sharedOut(object, leaves));
  root.updateMatrixWorld(true);
  const found = collectFound(root, leaves);

  const whole = new Box3();
  for (const { box } of leaves) whole.union(new Box3(new Vector3(...box.low), new Vector3(...box.high)));
  if (whole.isEmpty()) throw new Error("empty model");
  const box: Box = { low: whole.min.toArray(), high: whole.max.toArray() };
  const extent = whole.getSize(new Vector3());
  const center = whole.getCenter(new Vector3()).toArray() as Point;
  const view = known ?? bestView(chooseFacets(surfacesOf(leaves), center, extent.length()), extent.toArray() as Point);
  const triangles = extras.triangles ?? leaves.reduce((sum, leaf) => sum + trianglesOf(leaf), 0);
  return {
    ...{ root, leaves, tree, found, box, center, view, triangles },
    byId: new Map(leaves.map((leaf) => [leaf.id, leaf])),
    diagonal: extent.length(),
    trianglesOriginal: extras.triangles_original ?? triangles,
    simplified: extras.simplified ?? false,
    dispose: () =>
      root.traverse((object) => {
        (object as Mesh).geometry?.dispose();
      }),
  };
}

export const trianglesOf = (leaf: Leaf) => leaf.meshes.reduce((sum, mesh) => sum + (mesh.geometry.index?.count ?? 0) / 3, 0);

const MOST_POINTS = 30_000;

/** Where each leaf is: its vertices, or of very many every so many-th. */
export function outlinesOf(leaves: readonly Leaf[]): Map<Leaf, Float32Array> {
  const step = 1 + Math.floor(leaves.reduce((sum, leaf) => sum + trianglesOf(leaf), 0) / (2 * MOST_POINTS));
  return new Map(
    leaves.map((leaf) => {
      const all = leaf.meshes.map((mesh) => positionsOf(mesh, step));
      const whole = new Float32Array(all.reduce((sum, one) => sum + one.length, 0));
      all.reduce((at, positions) => (whole.set(positions, at), at + positions.length), 0);
      return [leaf, whole];
    }),
  );
}
