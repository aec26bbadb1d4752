// The shadow on the ground: how high the part is above each place, seen from below, once blurred little for where it touches
// and once more for where it hovers. Drawn again only when something moves, not when the camera does.
import {
  HalfFloatType,
  LinearFilter,
  Mesh,
  NoToneMapping,
  OrthographicCamera,
  PlaneGeometry,
  Scene,
  ShaderMaterial,
  Vector2,
  Vector3,
  WebGLRenderTarget,
  type Plane,
  type WebGLRenderer,
} from "three";
import type { Box } from "./explode";

export const SHADOW_LAYER = 2;

const pass = "varying vec2 at; void main() { at = uv; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }";

const blurShader = `varying vec2 at; uniform sampler2D map; uniform vec2 way; void main() {
  vec2 sum = vec2(0.0); float whole = 0.0;
  for (int i = -8; i <= 8; ++i) {
    float share = exp(-float(i * i) / 26.0);
    sum.r += share * texture2D(map, at + way * float(i) * 0.14).r;
    sum.g += share * texture2D(map, at + way * float(i)).g;
    whole += share;
  }
  gl_FragColor = vec4(sum / whole, 0.0, 1.0);
}`;

export class GroundShadow {
  readonly plane: Mesh;
  private readonly camera = new OrthographicCamera();
  private readonly targets: [WebGLRenderTarget, WebGLRenderTarget];
  private readonly heights: ShaderMaterial;
  private readonly blur = new ShaderMaterial({
    uniforms: { map: { value: null }, way: { value: new Vector2() } },
    vertexShader: pass,
    fragmentShader: blurShader,
    depthTest: false,
  });
  private readonly sheet = new Mesh(new PlaneGeometry(2, 2), this.blur);
  private readonly flat = new OrthographicCamera(-1, 1, 1, -1, 0, 1);

  constructor(
    planes: Plane[],
    cells: number,
  ) {
    const target = () => new WebGLRenderTarget(cells, cells, { type: HalfFloatType, minFilter: LinearFilter, magFilter: LinearFilter });
    this.targets = [target(), target()];
    this.heights = new ShaderMaterial({
      uniforms: { ground: { value: 0 }, near: { value: 1 }, far: { value: 1 } },
      clipping: true,
      clippingPlanes: planes,
      side: 2,
      vertexShader: `#include <clipping_planes_pars_vertex>
        varying float height; uniform float ground; void main() {
        vec4 mvPosition = modelViewMatrix * vec4(position, 1.0);
        height = (modelMatrix * vec4(position, 1.0)).z - ground;
        gl_Position = projectionMatrix * mvPosition;
        #include <clipping_planes_vertex>
      }`,
      fragmentShader: `#include <clipping_planes_pars_fragment>
        varying float height; uniform float near, far; void main() {
        #include <clipping_planes_fragment>
        float touch = clamp(1.0 - height / near, 0.0, 1.0), hover = clamp(1.0 - height / far, 0.0, 1.0);
        gl_FragColor = vec4(touch * touch, hover * hover, 0.0, 1.0);
      }`,
    });
    this.plane = new Mesh(
      new PlaneGeometry(1, 1),
      new ShaderMaterial({
        uniforms: { map: { value: this.targets[0].texture }, strength: { value: 1 }, ink: { value: new Vector3(0.02, 0.025, 0.04) } },
        transparent: true,
        depthWrite: false,
        toneMapped: false,
        vertexShader: pass,
        fragmentShader: `varying vec2 at; uniform sampler2D map; uniform float strength; uniform vec3 ink; void main() {
          vec2 dark = texture2D(map, vec2(1.0 - at.x, at.y)).rg;
          gl_FragColor = vec4(ink, strength * (0.40 * dark.r + 0.36 * dark.g));
        }`,
      }),
    );
    this.plane.renderOrder = -1;
  }

  set strength(value: number) {
    (this.plane.material as ShaderMaterial).uniforms["strength"]!.value = value;
  }

  /** Draws the shadow of what the scene shows on the shadow's layer, standing in that box. */
  draw(renderer: WebGLRenderer, scene: Scene, box: Box): void {
    const extent = [0, 1, 2].map((axis) => box.high[axis]! - box.low[axis]!) as [number, number, number];
    const diagonal = Math.hypot(...extent);
    const reach = (Math.max(extent[0], extent[1]) + diagonal * 0.5) / 2;
    const ground = box.low[2] - diagonal * 0.0015;
    const middle = [(box.low[0] + box.high[0]) / 2, (box.low[1] + box.high[1]) / 2] as const;
    Object.assign(this.camera, { left: -reach, right: reach, top: reach, bottom: -reach, near: 0, far: extent[2] + diagonal });
    this.camera.up.set(0, 1, 0);
    this.camera.position.set(middle[0], middle[1], ground);
    this.camera.lookAt(middle[0], middle[1], ground + 1);
    this.camera.layers.set(SHADOW_LAYER);
    this.camera.updateProjectionMatrix();
    this.plane.position.set(middle[0], middle[1], ground);
    this.plane.scale.set(2 * reach, 2 * reach, 1);
    this.heights.uniforms["ground"]!.value = ground;
    this.heights.uniforms["near"]!.value = diagonal * 0.035;
    this.heights.uniforms["far"]!.value = Math.max(extent[2] * 0.8, diagonal * 0.12);

    const { overrideMaterial, environment } = scene;
    const tones = renderer.toneMapping;
    scene.overrideMaterial = this.heights;
    scene.environment = null;
    renderer.toneMapping = NoToneMapping;
    renderer.setRenderTarget(this.targets[0]);
    renderer.setClearColor(0x000000, 0);
    renderer.clear();
    renderer.render(scene, this.camera);
    scene.overrideMaterial = overrideMaterial;
    scene.environment = environment;
    // Two blurs of these widths, whatever the number of cells.
    const cell = 1 / 512;
    for (const radius of [3.2, 1.6]) {
      this.smear(renderer, this.targets[0], this.targets[1], radius * cell, 0);
      this.smear(renderer, this.targets[1], this.targets[0], 0, radius * cell);
    }
    renderer.setRenderTarget(null);
    renderer.toneMapping = tones;
  }

  private smear(renderer: WebGLRenderer, from: WebGLRenderTarget, to: WebGLRenderTarget, x: number, y: number): void {
    this.blur.uniforms["map"]!.value = from.texture;
    (this.blur.uniforms["way"]!.value as Vector2).set(x, y);
    renderer.setRenderTarget(to);
    renderer.render(this.sheet, this.flat);
  }

  dispose(): void {
    for (const target of this.targets) target.dispose();
    for (const mesh of [this.plane, this.sheet]) {
      mesh.geometry.dispose();
      (mesh.material as ShaderMaterial).dispose();
    }
    this.heights.dispose();
  }
}
