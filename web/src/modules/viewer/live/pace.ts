// How much a machine can draw: fewer pixels while something moves when frames come slowly, and fewer frames for the fine
// picture. Learned from how long the graphics card takes; a browser that draws without one starts low.
import type { WebGLRenderer } from "three";

const SLOW_MS = 42;
const VERY_SLOW_MS = 90;
const FINE_MS = 1_500; // for the fine picture as a whole
const FINEST = 24;
const COARSEST = 4;

export function drawsInSoftware(renderer: WebGLRenderer): boolean {
  const gl = renderer.getContext();
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  return /swiftshader|llvmpipe|software|basic render/i.test(String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER)));
}

export class Pace {
  private average: number;
  private fence: WebGLSync | null = null;
  private begunAt = 0;

  constructor(readonly noGraphicsCard: boolean) {
    this.average = noGraphicsCard ? 150 : 16;
  }

  /** A frame has been handed to the graphics card. */
  began(gl: WebGL2RenderingContext, now: number): void {
    this.fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    this.begunAt = now;
    gl.flush();
  }

  /** Whether the graphics card has finished the last frame. */
  isDone(gl: WebGL2RenderingContext, now: number): boolean {
    if (!this.fence) return true;
    if (gl.getSyncParameter(this.fence, gl.SYNC_STATUS) !== gl.SIGNALED) return false;
    gl.deleteSync(this.fence);
    this.fence = null;
    this.took(now - this.begunAt);
    return true;
  }

  /** A frame took that long. */
  took(ms: number): void {
    this.average += (Math.min(600, ms) - this.average) * 0.15;
  }

  /** Share of the pixels, along each side, to draw while something moves. */
  get share(): number {
    return this.average > VERY_SLOW_MS ? 0.62 : this.average > SLOW_MS ? 0.7 : 1;
  }

  /** Whether everything may be drawn while something moves. */
  get isQuick(): boolean {
    return this.average <= SLOW_MS;
  }

  /** Whether nooks are shaded while something moves. */
  get shadesMoving(): boolean {
    return this.average <= VERY_SLOW_MS;
  }

  /** How many frames the fine picture is made of. */
  get frames(): number {
    return Math.max(COARSEST, Math.min(FINEST, Math.round(FINE_MS / this.average)));
  }
}
