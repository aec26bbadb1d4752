// The cut faces of a section: the stencil buffer counts where the plane is inside a part, and there the plane is drawn, in the
// part's colour and hatched as in a drawing. Only parts that the plane crosses cost anything.
import {
  AlwaysStencilFunc,
  BackSide,
  Color,
  DecrementWrapStencilOp,
  DoubleSide,
  FrontSide,
  Group,
  IncrementWrapStencilOp,
  KeepStencilOp,
  Mesh,
  MeshBasicMaterial,
  NotEqualStencilFunc,
  PlaneGeometry,
  Vector3,
  ZeroStencilOp,
  type Plane,
  type Side,
} from "three";
import type { Leaf } from "./load-part";

const counting = (side: Side, step: typeof IncrementWrapStencilOp | typeof DecrementWrapStencilOp, planes: Plane[]) =>
  new MeshBasicMaterial({
    ...{ side, clippingPlanes: planes, colorWrite: false, depthWrite: false, depthTest: false },
    ...{ stencilWrite: true, stencilFunc: AlwaysStencilFunc, stencilFail: step, stencilZFail: step, stencilZPass: step },
  });

function hatched(color: Color): MeshBasicMaterial {
  const material = new MeshBasicMaterial({
    ...{ color, side: DoubleSide, stencilWrite: true, stencilRef: 0, stencilFunc: NotEqualStencilFunc },
    ...{ stencilFail: KeepStencilOp, stencilZFail: ZeroStencilOp, stencilZPass: ZeroStencilOp },
  });
  material.onBeforeCompile = (shader) => {
    shader.fragmentShader = shader.fragmentShader.replace(
      "#include <color_fragment>",
      `#include <color_fragment>
      float stripe = abs(fract((gl_FragCoord.x + gl_FragCoord.y) / 11.0) - 0.5) * 11.0;
      diffuseColor.rgb *= mix(0.72, 1.0, smoothstep(0.4, 1.5, stripe));`,
    );
  };
  material.customProgramCacheKey = () => "hatched";
  return material;
}

export class Caps {
  private readonly inside: MeshBasicMaterial;
  private readonly outside: MeshBasicMaterial;
  private readonly sheet = new PlaneGeometry(1, 1);
  private readonly faces = new Group();
  private readonly counters = new Map<Leaf, Mesh[]>();
  private readonly colors = new Map<string, MeshBasicMaterial>();

  constructor(
    parent: Group,
    planes: Plane[],
  ) {
    this.inside = counting(BackSide, IncrementWrapStencilOp, planes);
    this.outside = counting(FrontSide, DecrementWrapStencilOp, planes);
    parent.add(this.faces);
  }

  /** Shows cut faces of those leaves, and of no others. */
  show(leaves: readonly { leaf: Leaf; color: Color }[], plane: Plane | null, center: Vector3, size: number): void {
    this.faces.clear();
    const wanted = new Set(leaves.map(({ leaf }) => leaf));
    for (const [leaf, meshes] of this.counters) for (const mesh of meshes) mesh.visible = plane !== null && wanted.has(leaf);
    if (!plane) return;
    const middle = plane.projectPoint(center, new Vector3());
    leaves.forEach(({ leaf, color }, place) => {
      for (const mesh of this.countersOf(leaf)) {
        mesh.renderOrder = 2 * place + 1;
        mesh.visible = true;
      }
      const face = new Mesh(this.sheet, this.colorOf(color));
      face.position.copy(middle);
      face.lookAt(middle.clone().add(plane.normal));
      face.scale.setScalar(size);
      face.renderOrder = 2 * place + 2;
      this.faces.add(face);
    });
  }

  private countersOf(leaf: Leaf): Mesh[] {
    let meshes = this.counters.get(leaf);
    if (!meshes) {
      meshes = leaf.meshes.flatMap((mesh) =>
        [this.inside, this.outside].map((material) => {
          const counter = new Mesh(mesh.geometry, material);
          counter.userData["helper"] = true;
          mesh.add(counter);
          return counter;
        }),
      );
      this.counters.set(leaf, meshes);
    }
    return meshes;
  }

  private colorOf(color: Color): MeshBasicMaterial {
    const key = color.getHexString();
    let material = this.colors.get(key);
    if (!material) this.colors.set(key, (material = hatched(color.clone().lerp(new Color("#ffffff"), 0.16))));
    return material;
  }

  dispose(): void {
    this.sheet.dispose();
    for (const material of [this.inside, this.outside, ...this.colors.values()]) material.dispose();
    for (const meshes of this.counters.values()) for (const mesh of meshes) mesh.removeFromParent();
    this.faces.removeFromParent();
  }
}
