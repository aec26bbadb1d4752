// The camera: stands at a fixed distance and turns about a target, with a long lens that zooms. The window onto the picture
// plane may be off the axis, as the server's preview has it, so that preview and live part lie exactly upon each other.
// Millimetres, Z up. Picture plane: at distance 1, x to the right, y upwards.
export type Point = readonly [number, number, number];

export interface CameraView {
  /** Degrees from +X towards +Y, and from the ground upwards, of the way from the target to the eye. */
  yaw: number;
  pitch: number;
  target: Point;
  distance: number;
  /** Half the height of the window onto the picture plane, and its middle. */
  half: number;
  middle: readonly [number, number];
}

export interface Viewport {
  width: number;
  height: number;
}

export interface Axes {
  forward: Point;
  right: Point;
  up: Point;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const STEEPEST = 90;
// The server's preview (src/engines/preview/camera.cpp): its lens, the share of the picture that the part may fill, how far
// above the middle it stands, and the picture's shape.
const OPENING_DEGREES = 24;
const USED = { width: 0.86, height: 0.8 } as const;
const RAISED = 0.015;
const PICTURE_SHAPE = 4 / 3;
const THINNEST = 1e-4;

export const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const plus = (a: Point, b: Point, scale = 1): Point => [a[0] + b[0] * scale, a[1] + b[1] * scale, a[2] + b[2] * scale];

export function axesOf(yaw: number, pitch: number): Axes {
  const [cy, sy] = [Math.cos(radians(yaw)), Math.sin(radians(yaw))];
  const [cp, sp] = [Math.cos(radians(pitch)), Math.sin(radians(pitch))];
  return { forward: [-cy * cp, -sy * cp, -sp], right: [-sy, cy, 0], up: [-cy * sp, -sy * sp, cp] };
}

export const eyeOf = (view: CameraView): Point => plus(view.target, axesOf(view.yaw, view.pitch).forward, -view.distance);

/** How far away a scene of that diagonal is looked at. */
export const distanceFor = (diagonal: number) => (1.05 * 0.5 * diagonal) / Math.sin(radians(OPENING_DEGREES / 2));

export interface Bounds {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** What the points (x, y, z, x, …) cover of the picture plane. */
export function boundsOf(points: ArrayLike<number>, eye: Point, axes: Axes, into: Bounds = emptyBounds()): Bounds {
  for (let i = 0; i + 2 < points.length; i += 3) {
    const way: Point = [points[i]! - eye[0], points[i + 1]! - eye[1], points[i + 2]! - eye[2]];
    const inverse = 1 / dot(way, axes.forward);
    const x = dot(way, axes.right) * inverse;
    const y = dot(way, axes.up) * inverse;
    into.left = Math.min(into.left, x);
    into.right = Math.max(into.right, x);
    into.bottom = Math.min(into.bottom, y);
    into.top = Math.max(into.top, y);
  }
  return into;
}

export const emptyBounds = (): Bounds => ({ left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity });

/** The window in which those bounds fill a picture of 4:3 that itself fills the viewport as far as it goes. */
export function frame(bounds: Bounds, { width, height }: Viewport): Pick<CameraView, "half" | "middle"> {
  const picture = Math.min(width, height * PICTURE_SHAPE);
  const tall = picture / PICTURE_SHAPE;
  const scale = Math.min(
    (picture * USED.width) / Math.max(THINNEST, bounds.right - bounds.left),
    (tall * USED.height) / Math.max(THINNEST, bounds.top - bounds.bottom),
  );
  return {
    half: height / 2 / scale,
    middle: [(bounds.left + bounds.right) / 2, (bounds.bottom + bounds.top) / 2 - (RAISED * tall) / scale],
  };
}

export interface Subject {
  /** Lists of points (x, y, z, x, …). */
  points: readonly ArrayLike<number>[];
  center: Point;
  diagonal: number;
}

/** Looks at the subject from there so that it fills the viewport as in the preview. */
export function fit(subject: Subject, from: { yaw: number; pitch: number }, viewport: Viewport): CameraView {
  const view: CameraView = {
    ...from,
    target: subject.center,
    distance: distanceFor(Math.max(subject.diagonal, 1e-6)),
    half: 0.2,
    middle: [0, 0],
  };
  const bounds = emptyBounds();
  const [eye, axes] = [eyeOf(view), axesOf(view.yaw, view.pitch)];
  for (const points of subject.points) boundsOf(points, eye, axes, bounds);
  return bounds.left > bounds.right ? view : { ...view, ...frame(bounds, viewport) };
}

/** As `fit`, but with room for the subject's whole turn about its upright axis. */
export function fitTurning(subject: Subject, from: { yaw: number; pitch: number }, viewport: Viewport): CameraView {
  const turns = Array.from({ length: 12 }, (_, step) => fit(subject, { yaw: from.yaw + step * 30, pitch: from.pitch }, viewport));
  const half = Math.max(...turns.map((turn) => turn.half));
  const tallest = turns.reduce((sum, turn) => sum + turn.middle[1], 0) / turns.length;
  return { ...turns[0]!, half: half * 1.02, middle: [0, tallest] };
}

/** The same, smaller by `factor` and raised by a share of the height. */
export function withRoom(view: CameraView, factor: number, raised: number): CameraView {
  const half = view.half * factor;
  return { ...view, half, middle: [view.middle[0], view.middle[1] - 2 * half * raised] };
}

export function orbit(view: CameraView, right: number, up: number): CameraView {
  return { ...view, yaw: view.yaw - right, pitch: Math.max(-STEEPEST, Math.min(STEEPEST, view.pitch + up)) };
}

/** Moves the picture by pixels; what is at the target's depth stays below the finger. */
export function pan(view: CameraView, x: number, y: number, viewport: Viewport): CameraView {
  const perPixel = (2 * view.half * view.distance) / viewport.height;
  const { right, up } = axesOf(view.yaw, view.pitch);
  return { ...view, target: plus(plus(view.target, right, -x * perPixel), up, y * perPixel) };
}

/** Brings the picture nearer by `factor`; the place (pixels from the top left corner) stays where it is. */
export function zoom(view: CameraView, factor: number, at: { x: number; y: number }, viewport: Viewport, limits: [number, number]): CameraView {
  const half = Math.max(limits[0], Math.min(limits[1], view.half / factor));
  const kept = half / view.half;
  const perPixel = (2 * view.half) / viewport.height;
  const x = view.middle[0] + (at.x - viewport.width / 2) * perPixel;
  const y = view.middle[1] - (at.y - viewport.height / 2) * perPixel;
  return { ...view, half, middle: [x + (view.middle[0] - x) * kept, y + (view.middle[1] - y) * kept] };
}

/** The shorter way round from one yaw to another, in degrees. */
export const turnBetween = (from: number, to: number) => ((((to - from) % 360) + 540) % 360) - 180;

export function between(a: CameraView, b: CameraView, share: number): CameraView {
  const mix = (x: number, y: number) => x + (y - x) * share;
  return {
    yaw: a.yaw + turnBetween(a.yaw, b.yaw) * share,
    pitch: mix(a.pitch, b.pitch),
    target: [mix(a.target[0], b.target[0]), mix(a.target[1], b.target[1]), mix(a.target[2], b.target[2])],
    distance: mix(a.distance, b.distance),
    half: Math.exp(mix(Math.log(a.half), Math.log(b.half))),
    middle: [mix(a.middle[0], b.middle[0]), mix(a.middle[1], b.middle[1])],
  };
}

export const standardViews = {
  iso: { yaw: -55, pitch: 28 },
  front: { yaw: -90, pitch: 0 },
  back: { yaw: 90, pitch: 0 },
  left: { yaw: 180, pitch: 0 },
  right: { yaw: 0, pitch: 0 },
  top: { yaw: -90, pitch: 90 },
  bottom: { yaw: -90, pitch: -90 },
} as const;
export type StandardView = keyof typeof standardViews;
