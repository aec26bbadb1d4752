// From scene to screen: the scene in linear light with its depth, the shade of nooks from that depth, an average over
// frames while nothing moves (smooth edges, soft shade), and at last the film curve of the server's previews.
import {
  ConstantAlphaFactor,
  CustomBlending,
  DepthStencilFormat,
  DepthTexture,
  HalfFloatType,
  Matrix4,
  Mesh,
  NearestFilter,
  NoBlending,
  OneMinusConstantAlphaFactor,
  OrthographicCamera,
  PlaneGeometry,
  ShaderMaterial,
  UnsignedInt248Type,
  Vector2,
  WebGLRenderTarget,
  type PerspectiveCamera,
  type Scene,
  type WebGLRenderer,
} from "three";

const sheetShader = "varying vec2 at; void main() { at = uv; gl_Position = vec4(position.xy, 0.0, 1.0); }";

// Shade of nooks after McGuire et al., "The Alchemy screen-space ambient obscurance algorithm" (2011).
const nookShader = /* glsl */ `
varying vec2 at;
uniform sampler2D depths;
uniform mat4 unproject;
uniform vec2 cell;
uniform float reach, scale, seed;
vec3 placeAt(vec2 p) {
  vec4 q = unproject * vec4(p * 2.0 - 1.0, texture2D(depths, p).r * 2.0 - 1.0, 1.0);
  return q.xyz / q.w;
}
void main() {
  float depth = texture2D(depths, at).r;
  if (depth >= 1.0) { gl_FragColor = vec4(1.0); return; }
  vec3 p = placeAt(at);
  vec3 l = placeAt(at - vec2(cell.x, 0.0)), r = placeAt(at + vec2(cell.x, 0.0));
  vec3 d = placeAt(at - vec2(0.0, cell.y)), u = placeAt(at + vec2(0.0, cell.y));
  vec3 dx = abs(l.z - p.z) < abs(r.z - p.z) ? p - l : r - p;
  vec3 dy = abs(d.z - p.z) < abs(u.z - p.z) ? p - d : u - p;
  vec3 n = normalize(cross(dx, dy));
  float turn = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))) + seed) * 6.2831853;
  float wide = reach * scale;
  float sum = 0.0;
  for (int i = 0; i < SAMPLES; ++i) {
    float share = (float(i) + 0.5 + 0.5 * fract(seed * 7.31)) / float(SAMPLES);
    float angle = turn + share * 6.2831853 * 5.0;
    vec3 v = placeAt(at + vec2(cos(angle), sin(angle)) * share * wide * vec2(cell.x / cell.y, 1.0)) - p;
    float far = dot(v, v);
    float fade = max(0.0, 1.0 - far / (reach * reach));
    sum += fade * fade * max(0.0, dot(v, n) - 0.004 * reach) / (sqrt(far) + 0.02 * reach);
  }
  float open = pow(max(0.0, 1.0 - 2.1 * sum / float(SAMPLES)), 1.15);
  gl_FragColor = vec4(open, open, open, 1.0);
}`;

// The scene times its shade; the shade of neighbours at the same depth is averaged.
const joinShader = /* glsl */ `
varying vec2 at;
uniform sampler2D scene, nooks, depths;
uniform vec2 cell;
uniform float thickness;
uniform bool shaded;
uniform mat4 unproject;
float away(vec2 p) {
  vec4 q = unproject * vec4(0.0, 0.0, texture2D(depths, p).r * 2.0 - 1.0, 1.0);
  return q.z / q.w;
}
void main() {
  vec4 light = texture2D(scene, at);
  if (!shaded) { gl_FragColor = light; return; }
  float here = away(at), sum = 0.0, whole = 0.0;
  for (int y = -REACH; y < REACH; ++y)
    for (int x = -REACH; x < REACH; ++x) {
      vec2 p = at + (vec2(x, y) + 0.5) * cell;
      float share = max(0.001, 1.0 - abs(away(p) - here) / thickness);
      sum += share * texture2D(nooks, p).r;
      whole += share;
    }
  float open = sum / whole;
  // Shade in colour: what is bright throws light of its own colour into its nooks.
  vec3 tint = light.a > 0.0 ? light.rgb / light.a : vec3(0.0);
  vec3 shade = mix(vec3(open), vec3(1.0), clamp(tint, 0.0, 1.0) * 0.35 * (1.0 - open));
  gl_FragColor = vec4(light.rgb * shade, light.a);
}`;

const showShader = /* glsl */ `
varying vec2 at;
uniform sampler2D film;
vec3 rollOff(vec3 light) {
  return mix(light, 1.0 - 0.3 * exp((0.7 - light) / 0.3), step(0.7, light));
}
void main() {
  vec4 light = texture2D(film, at);
  vec3 color = rollOff(light.a > 0.0 ? light.rgb / light.a : vec3(0.0));
  color = mix(color * 12.92, 1.055 * pow(max(color, 0.0031308), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, color));
  gl_FragColor = vec4(color * light.a, light.a);
}`;

const halton = (index: number, base: number): number => {
  let [result, share, rest] = [0, 1, index];
  while (rest > 0) {
    share /= base;
    result += share * (rest % base);
    rest = Math.floor(rest / base);
  }
  return result;
};

/** Where within a pixel the frame of that number is taken, from -0.5 to 0.5. */
export const shiftOf = (frame: number): [number, number] => (frame === 0 ? [0, 0] : [halton(frame, 2) - 0.5, halton(frame, 3) - 0.5]);

export interface Exposure {
  /** 0 is the first after a movement; the others are averaged with it. */
  frame: number;
  /** Of the shade of nooks, in millimetres; 0 is none. */
  reach: number;
  /** Share of the pixels to draw, less while something moves on a slow machine. */
  share: number;
  /** From the eye to the part. */
  distance: number;
}

export class Film {
  private readonly picture: WebGLRenderTarget;
  private readonly shade: WebGLRenderTarget;
  private readonly kept: WebGLRenderTarget;
  private readonly nooks: ShaderMaterial;
  private readonly join: ShaderMaterial;
  private readonly show: ShaderMaterial;
  private readonly sheet = new Mesh(new PlaneGeometry(2, 2));
  private readonly flat = new OrthographicCamera(-1, 1, 1, -1, 0, 1);

  constructor(
    private readonly renderer: WebGLRenderer,
    frugal: boolean,
  ) {
    const depthTexture = new DepthTexture(1, 1, UnsignedInt248Type, undefined, undefined, undefined, undefined, undefined, undefined, DepthStencilFormat);
    depthTexture.minFilter = depthTexture.magFilter = NearestFilter;
    this.picture = new WebGLRenderTarget(1, 1, { type: HalfFloatType, samples: frugal ? 0 : 4, stencilBuffer: true, depthTexture });
    this.shade = new WebGLRenderTarget(1, 1, { depthBuffer: false });
    this.kept = new WebGLRenderTarget(1, 1, { type: HalfFloatType, depthBuffer: false });
    const sheetMaterial = (fragmentShader: string, uniforms: Record<string, unknown>, defines = {}) =>
      new ShaderMaterial({
        ...{ vertexShader: sheetShader, fragmentShader, defines, depthTest: false, depthWrite: false, blending: NoBlending, toneMapped: false },
        uniforms: Object.fromEntries(Object.entries(uniforms).map(([name, value]) => [name, { value }])),
      });
    const shared = { depths: depthTexture, unproject: new Matrix4(), cell: new Vector2() };
    this.nooks = sheetMaterial(nookShader, { ...shared, reach: 1, scale: 1, seed: 0 }, { SAMPLES: frugal ? 6 : 14 });
    this.join = sheetMaterial(joinShader, { ...shared, scene: this.picture.texture, nooks: this.shade.texture, thickness: 1, shaded: true }, { REACH: frugal ? 1 : 2 });
    this.join.blending = CustomBlending;
    this.join.blendSrc = ConstantAlphaFactor;
    this.join.blendDst = OneMinusConstantAlphaFactor;
    this.show = sheetMaterial(showShader, { film: this.kept.texture });
  }

  private resize(share: number): Vector2 {
    const size = this.renderer.getDrawingBufferSize(new Vector2()).multiplyScalar(share).round();
    for (const target of [this.picture, this.shade, this.kept]) if (target.width !== size.x || target.height !== size.y) target.setSize(size.x, size.y);
    return size;
  }

  private pass(material: ShaderMaterial, into: WebGLRenderTarget | null): void {
    this.sheet.material = material;
    this.renderer.setRenderTarget(into);
    this.renderer.render(this.sheet, this.flat);
  }

  take(scene: Scene, camera: PerspectiveCamera, { frame, reach, share, distance }: Exposure): void {
    const { renderer } = this;
    const size = this.resize(share);
    renderer.autoClear = true;
    renderer.setRenderTarget(this.picture);
    renderer.setClearColor(0x000000, 0);
    renderer.render(scene, camera);
    renderer.autoClear = false;
    for (const { uniforms } of [this.nooks, this.join]) {
      (uniforms["unproject"]!.value as Matrix4).copy(camera.projectionMatrixInverse);
      (uniforms["cell"]!.value as Vector2).set(1 / size.x, 1 / size.y);
    }
    // Of the height of the picture, per millimetre at the part's distance.
    this.nooks.uniforms["scale"]!.value = camera.projectionMatrix.elements[5]! / (2 * distance);
    this.nooks.uniforms["reach"]!.value = reach;
    this.nooks.uniforms["seed"]!.value = halton(frame + 1, 5);
    this.join.uniforms["thickness"]!.value = reach * 0.25;
    if (reach > 0) this.pass(this.nooks, this.shade);
    this.join.uniforms["shaded"]!.value = reach > 0;
    this.join.blendAlpha = 1 / (frame + 1);
    this.pass(this.join, this.kept);
  }

  /** Has the programs made that draw the scene, without the page standing still for it. */
  async prepare(scene: Scene, camera: PerspectiveCamera): Promise<void> {
    const { renderer, sheet, flat } = this;
    const made = [[this.picture, null], [this.shade, this.nooks], [this.kept, this.join], [null, this.show]] as const;
    const all = made.map(([target, material]) => {
      renderer.setRenderTarget(target);
      if (!material) return renderer.compileAsync(scene, camera);
      sheet.material = material;
      return renderer.compileAsync(sheet, flat);
    });
    renderer.setRenderTarget(null);
    await Promise.all(all);
  }

  /** Shows what was taken. */
  present(): void {
    this.renderer.autoClear = false;
    this.pass(this.show, null);
  }

  dispose(): void {
    for (const target of [this.picture, this.shade, this.kept]) target.dispose();
    for (const material of [this.nooks, this.join, this.show]) material.dispose();
    this.sheet.geometry.dispose();
  }
}
