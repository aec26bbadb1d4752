// Moves the camera: glides to views, turns the part, keeps a little swing after a drag. Says when another frame is needed.
import { Matrix4, PerspectiveCamera, Vector3 } from "three";
import { axesOf, between, eyeOf, orbit, pan, turnBetween, zoom, type CameraView, type Viewport } from "./camera-view";

const GLIDE_MS = 520;
const TURN_DEGREES_PER_S = 14;
const SWING_HALF_LIFE_S = 0.09;
/** How much longer the lens is when parallel lines shall stay parallel. */
const FLAT_LENS = 60;
const CLOSEST = 1 / 60;

interface Glide {
  from: CameraView;
  to: CameraView;
  startedAt: number;
}

const ease = (share: number) => 1 - (1 - share) ** 4;

export class Rig {
  view: CameraView;
  viewport: Viewport = { width: 1, height: 1 };
  /** Sphere round everything that is drawn, for the depth range. */
  sphere = { center: new Vector3(), radius: 1 };
  turning = false;
  flatWanted = false;
  calm = false; // no movement that nobody asked for
  private flat = 0;
  private glide: Glide | null = null;
  private swing = { right: 0, up: 0 };
  private widest = 1;
  private lastAt = 0;

  constructor(
    first: CameraView,
    private readonly ask: () => void,
  ) {
    this.view = first;
    this.widest = first.half * 6;
  }

  /** To that view: in a glide, or at once. */
  go(view: CameraView, atOnce = false): void {
    this.swing = { right: 0, up: 0 };
    this.widest = Math.max(view.half * 6, 1e-6);
    if (atOnce || this.calm) {
      this.view = view;
      this.glide = null;
    } else this.glide = { from: this.view, to: view, startedAt: performance.now() };
    this.ask();
  }

  orbitBy(right: number, up: number): void {
    this.glide = null;
    this.view = orbit(this.view, right, up);
    this.ask();
  }

  panBy(x: number, y: number): void {
    this.glide = null;
    this.view = pan(this.view, x, y, this.viewport);
    this.ask();
  }

  zoomBy(factor: number, at = { x: this.viewport.width / 2, y: this.viewport.height / 2 }): void {
    this.glide = null;
    this.view = zoom(this.view, factor, at, this.viewport, [this.widest / 6 / (1 / CLOSEST), this.widest]);
    this.ask();
  }

  letSwing(right: number, up: number): void {
    if (this.calm) return;
    this.swing = { right, up };
    this.ask();
  }

  hold(): void {
    this.swing = { right: 0, up: 0 };
    this.glide = null;
  }

  get moving(): boolean {
    return this.glide !== null || this.turning || this.swing.right !== 0 || this.swing.up !== 0 || this.flat !== Number(this.flatWanted);
  }

  /** One frame. True while more are needed. */
  update(now: number): boolean {
    const passed = this.lastAt > 0 ? Math.min(0.05, (now - this.lastAt) / 1000) : 0.016;
    if (this.glide) {
      const share = Math.min(1, (now - this.glide.startedAt) / GLIDE_MS);
      this.view = between(this.glide.from, this.glide.to, ease(share));
      if (share === 1) {
        this.view = this.glide.to;
        this.glide = null;
      }
    } else if (this.turning) this.view = orbit(this.view, -TURN_DEGREES_PER_S * passed, 0);
    this.swingOn(passed);
    const lens = Number(this.flatWanted);
    if (this.flat !== lens) {
      const step = this.calm ? 1 : passed / 0.4;
      this.flat = this.flat < lens ? Math.min(lens, this.flat + step) : Math.max(lens, this.flat - step);
    }
    this.lastAt = this.moving ? now : 0;
    return this.moving;
  }

  private swingOn(passed: number): void {
    const { right, up } = this.swing;
    if (right === 0 && up === 0) return;
    this.view = orbit(this.view, right * passed, up * passed);
    const kept = 0.5 ** (passed / SWING_HALF_LIFE_S);
    this.swing = Math.hypot(right, up) < 3 ? { right: 0, up: 0 } : { right: right * kept, up: up * kept };
  }

  /** Sets up the camera; `shift` moves the picture by parts of a pixel. */
  apply(camera: PerspectiveCamera, shift: readonly [number, number] = [0, 0]): void {
    const { view, viewport } = this;
    const lens = FLAT_LENS ** this.flat;
    const { forward, right, up } = axesOf(view.yaw, view.pitch);
    const eye = eyeOf({ ...view, distance: view.distance * lens });
    camera.position.set(...eye);
    camera.quaternion.setFromRotationMatrix(
      new Matrix4().makeBasis(new Vector3(...right), new Vector3(...up), new Vector3(-forward[0], -forward[1], -forward[2])),
    );
    camera.updateMatrixWorld(true);
    const depth = new Vector3(...forward).dot(this.sphere.center.clone().sub(camera.position));
    const near = Math.max(depth - this.sphere.radius, view.distance * lens * 0.002);
    const far = Math.max(depth + this.sphere.radius, near * 1.01);
    const pixel = (2 * view.half) / viewport.height;
    const [x, y] = [(view.middle[0] + shift[0] * pixel) / lens, (view.middle[1] + shift[1] * pixel) / lens];
    const tall = view.half / lens;
    const wide = (tall * viewport.width) / viewport.height;
    camera.near = near;
    camera.far = far;
    camera.fov = (Math.atan(tall) * 360) / Math.PI;
    camera.aspect = viewport.width / viewport.height;
    camera.projectionMatrix.makePerspective((x - wide) * near, (x + wide) * near, (y + tall) * near, (y - tall) * near, near, far);
    camera.projectionMatrixInverse.copy(camera.projectionMatrix).invert();
  }

  /** Whether that view is what one sees, but for the yaw. */
  isNear(view: CameraView): boolean {
    return Math.abs(turnBetween(view.yaw, this.view.yaw)) < 0.5 && Math.abs(view.pitch - this.view.pitch) < 0.5;
  }
}
