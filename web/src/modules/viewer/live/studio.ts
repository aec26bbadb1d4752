// Soft studio light: a room of soft boxes that is drawn once into an environment map. Nothing is downloaded. Z up; the
// camera stands at -Y looking to +Y, and the whole studio turns with it, as if the part stood on a turntable.
import {
  BackSide,
  BoxGeometry,
  Color,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
  PMREMGenerator,
  Scene,
  SphereGeometry,
  ShaderMaterial,
  type Texture,
  type WebGLRenderer,
} from "three";

interface SoftBox {
  at: [number, number, number];
  size: [number, number];
  light: number;
  tone: string;
}

const boxes: SoftBox[] = [
  { at: [-5.5, -4.0, 6.5], size: [6, 5], light: 6, tone: "#fff4e6" }, // key, warm, upper left
  { at: [7.5, -3.0, 2.6], size: [2.6, 5.5], light: 2.6, tone: "#e6efff" }, // fill, cool, a strip on the right
  { at: [4.0, 7.0, 5.0], size: [5, 2.2], light: 3.6, tone: "#f4f7ff" }, // rim from behind
  { at: [-6.5, 5.5, 2.8], size: [2, 5], light: 3, tone: "#f0f4ff" }, // rim strip, left
  { at: [0, 0, 9.5], size: [9, 9], light: 0.7, tone: "#ffffff" }, // ceiling
];

const room = () =>
  new ShaderMaterial({
    side: BackSide,
    vertexShader: "varying vec3 way; void main() { way = position; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }",
    fragmentShader: `varying vec3 way; void main() {
      float up = normalize(way).z;
      float left = 0.5 - 0.5 * normalize(way).x, behind = 0.5 + 0.5 * normalize(way).y;
      vec3 walls = mix(vec3(0.20, 0.205, 0.215), vec3(0.34, 0.36, 0.40), smoothstep(-0.15, 0.8, up));
      walls *= 0.55 + 0.75 * left * left + 0.25 * behind;
      vec3 ground = vec3(0.26, 0.255, 0.25);
      gl_FragColor = vec4(mix(ground, walls, smoothstep(-0.28, 0.02, up)), 1.0);
    }`,
  });

export function makeStudio(renderer: WebGLRenderer): Texture {
  const scene = new Scene();
  const wall = new Mesh(new SphereGeometry(14, 32, 24), room());
  scene.add(wall);
  for (const { at, size, light, tone } of boxes) {
    const material = new MeshBasicMaterial({ color: new Color(tone).multiplyScalar(light) });
    const box = new Mesh(size[0] > 8 ? new BoxGeometry(size[0], size[1], 0.1) : new PlaneGeometry(...size), material);
    box.position.set(...at);
    box.up.set(0, 0, 1);
    box.lookAt(0, 0, 0);
    scene.add(box);
  }
  const generator = new PMREMGenerator(renderer);
  const { texture } = generator.fromScene(scene, 0.035, 0.1, 40);
  generator.dispose();
  scene.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    (object.material as MeshBasicMaterial).dispose();
  });
  return texture;
}
