// The look of a material as a material of three.js, and the grain that the process leaves as a small change of the normal.
import {
  Color,
  DoubleSide,
  LineBasicMaterial,
  MeshPhysicalMaterial,
  MeshStandardMaterial,
  Vector3,
  type IUniform,
  type Material,
  type Plane,
  type WebGLProgramParametersWithUniforms,
} from "three";
import type { Grain, Look } from "./looks";

const NOISE = /* glsl */ `
float grainHash(vec3 p) { p = fract(p * 0.3183099 + 0.1); p *= 17.0; return fract(p.x * p.y * p.z * (p.x + p.y + p.z)); }
float grainNoise(vec3 x) {
  vec3 i = floor(x), f = fract(x);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(mix(grainHash(i), grainHash(i + vec3(1, 0, 0)), f.x), mix(grainHash(i + vec3(0, 1, 0)), grainHash(i + vec3(1, 1, 0)), f.x), f.y),
    mix(mix(grainHash(i + vec3(0, 0, 1)), grainHash(i + vec3(1, 0, 1)), f.x), mix(grainHash(i + vec3(0, 1, 1)), grainHash(i + vec3(1, 1, 1)), f.x), f.y), f.z);
}
`;

// Each answers how the normal moves (grainWay, in the world) and how much lighter or darker the surface is (grainTint).
const GRAINS: Record<Exclude<Grain, "none">, string> = {
  layers: /* glsl */ `
    float turn = vPlace.z / grainSize;
    float soft = 1.0 - smoothstep(0.18, 0.55, fwidth(turn));
    grainWay = vec3(0.0, 0.0, 0.30 * cos(6.2831853 * turn)) * soft;
    grainTint = 1.0 - 0.07 * soft * (0.5 - 0.5 * cos(6.2831853 * turn + 1.2));`,
  powder: /* glsl */ `
    vec3 at = vPlace / (grainSize * 0.55);
    float soft = 1.0 - smoothstep(0.35, 1.1, max(max(fwidth(at.x), fwidth(at.y)), fwidth(at.z)));
    float n = grainNoise(at);
    vec3 slope = vec3(grainNoise(at + vec3(0.3, 0, 0)), grainNoise(at + vec3(0, 0.3, 0)), grainNoise(at + vec3(0, 0, 0.3))) - n;
    grainWay = -slope * 0.75 * soft;
    grainTint = 1.0 + (n - 0.5) * 0.10 * soft;`,
  brushed: /* glsl */ `
    vec3 at = vPlace * vec3(0.02, 1.0, 1.0) / (grainSize * 0.16);
    float soft = 1.0 - smoothstep(0.5, 1.6, max(fwidth(at.y), fwidth(at.z)));
    float n = grainNoise(at) + 0.5 * grainNoise(at * 2.3) - 0.75;
    grainWay = vec3(0.0, n, n) * 0.10 * (0.35 + 0.65 * soft);
    grainTint = 1.0 + n * 0.10 * (0.35 + 0.65 * soft);`,
  fibre: /* glsl */ `
    vec3 at = vPlace / (grainSize * 0.6);
    float n = grainNoise(at * vec3(1.0, 5.0, 5.0)) * grainNoise(at * vec3(5.0, 1.0, 5.0));
    float soft = 1.0 - smoothstep(0.5, 1.4, fwidth(at.x) + fwidth(at.y));
    grainWay = vec3(n - 0.25) * 0.22 * soft;
    grainTint = 1.0 + (n - 0.25) * 0.9 * soft;`,
};

interface Light {
  grainSize: IUniform<number>;
  /** The way to the key light over the size of the part, and the middle of the part. */
  toKey: IUniform<Vector3>;
  middle: IUniform<Vector3>;
}

// The soft boxes are near: what is closer to the key light is brighter, so that no flat face has one flat tone.
const NEARNESS = "outgoingLight *= 1.0 + FALLOFF * dot(vPlace - middle, toKey);";

function dress(material: Material, look: Look, light: Light): void {
  const depth = look.depth.toFixed(3);
  const falloff = look.metalness > 0.5 ? "0.85" : "0.34";
  const grain =
    look.grain === "none"
      ? ""
      : `vec3 grainWay; float grainTint;
        { ${GRAINS[look.grain]} }
        normal = normalize(normal + ${depth} * (viewMatrix * vec4(grainWay, 0.0)).xyz);
        diffuseColor.rgb *= mix(1.0, grainTint, ${depth});`;
  material.onBeforeCompile = (shader: WebGLProgramParametersWithUniforms) => {
    Object.assign(shader.uniforms, light);
    shader.vertexShader = shader.vertexShader
      .replace("#include <common>", "#include <common>\nvarying vec3 vPlace;")
      .replace("#include <project_vertex>", "#include <project_vertex>\nvPlace = (modelMatrix * vec4(transformed, 1.0)).xyz;");
    shader.fragmentShader = shader.fragmentShader
      .replace("#include <common>", `#include <common>\nvarying vec3 vPlace;\nuniform float grainSize;\nuniform vec3 toKey, middle;\n${grain && NOISE}`)
      .replace("#include <normal_fragment_maps>", `#include <normal_fragment_maps>\n${grain}`)
      .replace("#include <opaque_fragment>", `${NEARNESS.replace("FALLOFF", falloff)}\n#include <opaque_fragment>`);
  };
  material.customProgramCacheKey = () => `${look.grain} ${depth} ${falloff}`;
}

export interface Tint {
  color: string;
  amount: number;
}

/** Makes each material once; whoever changes the look throws the old ones away. */
export class Surfaces {
  readonly planes: Plane[] = [];
  private readonly lit: Light = { grainSize: { value: 1 }, toKey: { value: new Vector3() }, middle: { value: new Vector3() } };
  private readonly made = new Map<string, Material>();

  constructor(
    diagonal: number,
    private readonly mirrors: boolean,
  ) {
    // As fine as real layers and grains where those can be seen, else as fine as a screen shows.
    this.lit.grainSize.value = Math.max(0.2, diagonal / 260);
  }

  /** Where the key light stands, as seen from the middle of a part of that size. */
  light(toKey: Vector3, middle: Vector3, diagonal: number): void {
    this.lit.toKey.value.copy(toKey).divideScalar(Math.max(diagonal, 1e-9));
    this.lit.middle.value.copy(middle);
  }

  surface(look: Look, color: Color, tint?: Tint, wireframe = false): Material {
    const key = `${JSON.stringify(look)} ${color.getHexString()} ${tint?.color}${tint?.amount} ${wireframe} ${this.planes.length}`;
    return this.keep(key, () => {
      const options = {
        ...{ color, roughness: look.roughness, metalness: this.mirrors ? look.metalness : look.metalness * 0.35, side: DoubleSide, wireframe, clippingPlanes: this.planes, clipShadows: true },
        ...{ polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 },
        ...{ transparent: look.opacity < 1, opacity: look.opacity, depthWrite: look.opacity === 1 },
      };
      const material =
        look.clearcoat > 0
          ? new MeshPhysicalMaterial({ ...options, clearcoat: look.clearcoat, clearcoatRoughness: 0.12 })
          : new MeshStandardMaterial(options);
      material.envMapIntensity = look.metalness > 0.5 ? 1.9 : 0.72;
      if (tint) {
        material.emissive = new Color(tint.color);
        material.emissiveIntensity = tint.amount;
      }
      dress(material, wireframe ? { ...look, grain: "none" } : look, this.lit);
      return material;
    });
  }

  /** Lines are a darker kind of what they lie on, or a lighter one where that is nearly black. */
  line(color: Color, strength: number): Material {
    const { r, g, b } = color;
    const brightness = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    const ink = brightness < 0.03 ? color.clone().lerp(new Color("#ffffff"), 0.2) : color.clone().multiplyScalar(0.16);
    return this.keep(`line ${ink.getHexString()} ${strength} ${this.planes.length}`, () =>
      new LineBasicMaterial({ color: ink, transparent: true, opacity: strength, clippingPlanes: this.planes, depthWrite: false }),
    );
  }

  found(color: string, shown: "all" | "chosen" | "other"): Material {
    return this.keep(`found ${color} ${shown} ${this.planes.length}`, () =>
      new LineBasicMaterial({ color, transparent: true, depthTest: false, opacity: shown === "other" ? 0.25 : 1, clippingPlanes: this.planes }),
    );
  }

  private keep(key: string, make: () => Material): Material {
    let material = this.made.get(key);
    if (!material) this.made.set(key, (material = make()));
    return material;
  }

  dispose(): void {
    for (const material of this.made.values()) material.dispose();
    this.made.clear();
  }
}
