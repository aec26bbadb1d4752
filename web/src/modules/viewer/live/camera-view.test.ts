import { describe, expect, it } from "vitest";
import { axesOf, between, boundsOf, eyeOf, fit, fitTurning, orbit, pan, standardViews, turnBetween, zoom, type CameraView, type Point, type Subject } from "./camera-view";

const viewport = { width: 800, height: 600 };
const cube: Subject = { points: [[0, 1, 2, 3, 4, 5, 6, 7].flatMap((bits) => [bits & 1 ? 15 : 5, bits & 2 ? 5 : -5, bits & 4 ? 30 : 20])], center: [10, 0, 25], diagonal: Math.hypot(10, 10, 10) };

/** Pixels from the top left corner. */
function pixel(view: CameraView, place: Point, { width, height } = viewport) {
  const { left: x, top: y } = boundsOf(place, eyeOf(view), axesOf(view.yaw, view.pitch));
  const scale = height / 2 / view.half;
  return { x: width / 2 + (x - view.middle[0]) * scale, y: height / 2 - (y - view.middle[1]) * scale };
}

function covered(view: CameraView, subject = cube, size = viewport) {
  const places = Array.from({ length: subject.points[0]!.length / 3 }, (_, i) => [0, 1, 2].map((k) => subject.points[0]![i * 3 + k]!) as unknown as Point);
  const all = places.map((place) => pixel(view, place, size));
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

describe("fit", () => {
  it("fills the share of a 4:3 picture that the preview fills, a little above the middle", () => {
    const { left, right, top, bottom } = covered(fit(cube, standardViews.iso, viewport));
    expect(Math.max((right - left) / (800 * 0.86), (bottom - top) / (600 * 0.8))).toBeCloseTo(1, 6);
    expect((left + right) / 2).toBeCloseTo(400, 6);
    expect((top + bottom) / 2).toBeCloseTo(600 * 0.485, 6);
  });

  it("shows the same picture in the middle of a wider or taller stage", () => {
    const narrow = covered(fit(cube, standardViews.iso, viewport));
    const wide = covered(fit(cube, standardViews.iso, { width: 1600, height: 600 }), cube, { width: 1600, height: 600 });
    expect(wide.right - wide.left).toBeCloseTo(narrow.right - narrow.left, 6);
    expect(wide.left).toBeCloseTo(narrow.left + 400, 6);
    const tall = covered(fit(cube, standardViews.iso, { width: 800, height: 1200 }), cube, { width: 800, height: 1200 });
    expect(tall.top).toBeCloseTo(narrow.top + 300, 6);
  });

  it("stays finite for a flat part seen edge-on and for no part at all", () => {
    const sheet: Subject = { points: [[-5, -5, 0, 5, -5, 0, 5, 5, 0]], center: [0, 0, 0], diagonal: 14 };
    expect(fit(sheet, standardViews.front, viewport).half).toBeGreaterThan(0);
    expect(fit({ points: [], center: [0, 0, 0], diagonal: 0 }, standardViews.iso, viewport).half).toBeGreaterThan(0);
  });

  it.each(Object.entries(standardViews))("looks from the %s at the middle", (_, from) => {
    const view = fit(cube, from, viewport);
    const { forward, right, up } = axesOf(from.yaw, from.pitch);
    for (const axis of [forward, right, up]) expect(Math.hypot(...axis)).toBeCloseTo(1, 9);
    const eye = eyeOf(view);
    expect(Math.hypot(eye[0] - 10, eye[1], eye[2] - 25)).toBeCloseTo(view.distance, 6);
  });

  it("has room for the whole turn of a long part", () => {
    const rod: Subject = { points: [[-50, 0, 0, 50, 0, 0, 50, 1, 1, -50, -1, -1]], center: [0, 0, 0], diagonal: 100 };
    const view = fitTurning(rod, { yaw: 0, pitch: 20 }, viewport);
    for (const yaw of [0, 45, 90, 135]) {
      const { left, right } = covered({ ...view, yaw }, rod);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(800);
    }
  });
});

describe("movement", () => {
  const view = fit(cube, standardViews.iso, viewport);

  it("keeps the place under the pointer when zooming", () => {
    const at = pixel(view, [15, 5, 30]);
    const nearer = zoom(view, 2.5, at, viewport, [1e-4, 10]);
    expect(nearer.half).toBeCloseTo(view.half / 2.5, 9);
    expect(pixel(nearer, [15, 5, 30]).x).toBeCloseTo(at.x, 6);
    expect(pixel(nearer, [15, 5, 30]).y).toBeCloseTo(at.y, 6);
  });

  it("zooms no further than its limits", () => {
    expect(zoom(view, 1e9, { x: 0, y: 0 }, viewport, [0.01, 1]).half).toBe(0.01);
    expect(zoom(view, 1e-9, { x: 0, y: 0 }, viewport, [0.01, 1]).half).toBe(1);
  });

  it("moves what is at the target's depth with the finger", () => {
    const before = pixel(view, view.target);
    const after = pixel(pan(view, 30, -12, viewport), view.target);
    expect(after.x - before.x).toBeCloseTo(30, 4);
    expect(after.y - before.y).toBeCloseTo(-12, 4);
  });

  it("does not go over the pole", () => {
    expect(orbit(view, 0, 500).pitch).toBe(90);
    expect(orbit(view, 0, -500).pitch).toBe(-90);
  });

  it("glides the shorter way round", () => {
    expect(turnBetween(170, -170)).toBe(20);
    expect(turnBetween(-170, 170)).toBe(-20);
    const halfway = between({ ...view, yaw: 170 }, { ...view, yaw: -170 }, 0.5);
    expect(halfway.yaw).toBe(180);
    expect(between(view, view, 0.3)).toEqual(view);
  });
});
