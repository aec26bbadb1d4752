// A part as the viewer holds it: fetched as GLB, decoded, and laid out as leaves (one per occurrence) in millimetres, Z up.
import { Box3, BufferAttribute, BufferGeometry, Color, Group, LineSegments, Mesh, MeshStandardMaterial, Vector3, type Object3D } from "three";
import { GLTFLoader, type GLTF } from "three/examples/jsm/loaders/GLTFLoader.js";
import { MeshoptDecoder } from "three/examples/jsm/libs/meshopt_decoder.module.js";
import { withSession } from "@/api/client";
import { problemFrom } from "@/api/problem";
import { bestView, chooseFacets, type Surface } from "./best-view";
import type { Point } from "./camera-view";
import { creaseLines } from "./creases";
import type { Box } from "./explode";
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

export interface FoundLines {
  code: string;
  count: number;
  lines: LineSegments;
  box: Box3;
  /** The leaf it belongs to, none when it stands where the file has it. */
  leaf: Leaf | undefined;
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
  view?: { yaw_degrees: number; pitch_degrees: number };
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

/** @throws {Problem} when there is no model; an Error when it cannot be read. */
export async function loadPart(
  fileId: string,
  detail: "low" | "full",
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<PartModel> {
  const url = `/api/v1/files/${encodeURIComponent(fileId)}/model.glb`;
  const ask = (query: string) => withSession(() => fetch(url + query, { signal, credentials: "same-origin" }));
  const response = await ask(detail === "low" ? "?detail=low" : "");
  if (!response.ok) throw await problemFrom(response);
  const bytes = await bytesOf(response, onProgress);
  const loader = new GLTFLoader();
  loader.setMeshoptDecoder(MeshoptDecoder);
  const gltf = await loader.parseAsync(bytes, "");
  return layOut(gltf);
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

const roleOf = (object: Object3D): string | undefined =>
  (object as LineSegments).geometry?.userData["role"] ?? object.userData["role"];

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

// Lines for models that bring none; occurrences that share a surface share its lines.
function addCreases(leaves: readonly Leaf[]): void {
  const made = new Map<BufferGeometry, BufferGeometry>();
  for (const leaf of leaves) {
    if (leaf.lines.length > 0) continue;
    for (const mesh of leaf.meshes) {
      const { geometry } = mesh;
      if (!geometry.index) continue;
      let lines = made.get(geometry);
      if (!lines) {
        lines = new BufferGeometry();
        lines.setAttribute("position", geometry.getAttribute("position"));
        lines.setIndex(new BufferAttribute(creaseLines(geometry.index.array, geometry.getAttribute("position").count), 1));
        made.set(geometry, lines);
      }
      const object = new LineSegments(lines);
      mesh.add(object);
      leaf.lines.push(object);
    }
  }
}

function collectFound(root: Object3D, leaves: readonly Leaf[]): FoundLines[] {
  const owner = new Map<Object3D, Leaf>();
  for (const leaf of leaves) leaf.holder.traverse((object) => void owner.set(object, leaf));
  const found: FoundLines[] = [];
  root.traverse((object) => {
    if (!(object instanceof LineSegments) || roleOf(object) !== "finding") return;
    const { code, count } = object.geometry.userData as { code?: string; count?: number };
    object.geometry.computeBoundingBox();
    const box = object.geometry.boundingBox!.clone().applyMatrix4(object.matrixWorld);
    found.push({ code: code ?? "", count: count ?? 0, lines: object, box, leaf: owner.get(object) });
  });
  return found;
}

/** Positions of every surface in millimetres, as the file has them. */
export function surfacesOf(leaves: readonly Leaf[]): Surface[] {
  const place = new Vector3();
  return leaves.flatMap((leaf) =>
    leaf.meshes.flatMap((mesh) => {
      const position = mesh.geometry.getAttribute("position");
      const index = mesh.geometry.index;
      if (!index) return [];
      const positions = new Float32Array(position.count * 3);
      for (let i = 0; i < position.count; ++i)
        place.fromBufferAttribute(position, i).applyMatrix4(mesh.matrixWorld).toArray(positions, i * 3);
      return [{ positions, index: index.array }];
    }),
  );
}

function layOut(gltf: GLTF): PartModel {
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
  // What was found where the file has it, outside of every leaf.
  for (const [id, object] of objects) if (nodes[id]?.extras?.role === "finding") root.add(object);
  root.updateMatrixWorld(true);
  addCreases(leaves);
  const found = collectFound(root, leaves);

  const whole = new Box3();
  for (const { box } of leaves) whole.union(new Box3(new Vector3(...box.low), new Vector3(...box.high)));
  if (whole.isEmpty()) throw new Error("empty model");
  const box: Box = { low: whole.min.toArray(), high: whole.max.toArray() };
  const extent = whole.getSize(new Vector3());
  const center = whole.getCenter(new Vector3()).toArray() as Point;
  const view = extras.view
    ? { yaw: extras.view.yaw_degrees, pitch: extras.view.pitch_degrees }
    : bestView(chooseFacets(surfacesOf(leaves), center, extent.length()), extent.toArray() as Point);
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
