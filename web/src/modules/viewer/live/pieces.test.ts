import { BufferAttribute, BufferGeometry, Group, InterleavedBuffer, InterleavedBufferAttribute, LineSegments, Mesh, Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { bestView, chooseFacets } from "./best-view";
import { dimensionLines } from "./dimension-lines";
import { allFindings } from "./findings";
import { shiftOf } from "./film";
import { collectFound, sharedOut } from "./found-lines";
import type { Leaf } from "./load-part";
import { colorOf, lookOf } from "./looks";
import { Pace } from "./pace";
import { positionsOf } from "./positions";
import { commandOf } from "./shortcuts";
import { change, firstState } from "./view-state";

describe("positionsOf", () => {
  const raw = Int16Array.from([0, 0, 0, 9, 32_767, 0, 0, 9, 0, 32_767, 0, 9, 0, 0, 32_767, 9]);
  const mesh = (isNormalized: boolean) => {
    const geometry = new BufferGeometry().setAttribute("position", new InterleavedBufferAttribute(new InterleavedBuffer(raw, 4), 3, 0, isNormalized));
    const made = new Mesh(geometry);
    made.position.set(10, 20, 30);
    made.scale.setScalar(2);
    made.updateMatrixWorld();
    return made;
  };
  it("stand where the file has them, whatever they are packed in", () =>
    expect([...positionsOf(mesh(true))]).toEqual([10, 20, 30, 12, 20, 30, 10, 22, 30, 10, 20, 32]));
  it("are as the attribute says one by one", () => {
    const made = mesh(false);
    const place = new Vector3().fromBufferAttribute(made.geometry.getAttribute("position"), 3).applyMatrix4(made.matrixWorld);
    expect([...positionsOf(made)].slice(9)).toEqual(place.toArray());
  });
  it("may be every second one", () => expect([...positionsOf(mesh(true), 2)]).toEqual([10, 20, 30, 10, 22, 30]));
});

describe("bestView", () => {
  const box = (x: number, y: number, z: number) => {
    const positions = Float32Array.from([0, 1, 2, 3, 4, 5, 6, 7].flatMap((b) => [b & 1 ? x / 2 : -x / 2, b & 2 ? y / 2 : -y / 2, b & 4 ? z / 2 : -z / 2]));
    const index = [0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5];
    return bestView(chooseFacets([{ positions, index }], [0, 0, 0], Math.hypot(x, y, z)), [x, y, z]);
  };
  it("shows a plain box from the front right", () => expect(box(10, 10, 10).yaw).toBeCloseTo(-53, 0));
  it("looks down on flat parts and less so on tall ones", () => expect(box(10, 10, 1).pitch).toBeGreaterThan(box(2, 2, 10).pitch + 10));
  it("shows a long part from its long side", () => expect(Math.abs(box(40, 4, 4).yaw + 90)).toBeLessThan(35));
});

describe("lookOf", () => {
  it("makes aluminium a brushed metal whatever colour is asked", () => expect(lookOf("al_6061", "red")).toMatchObject({ metalness: 1, grain: "brushed", color: "#c9cccf" }));
  it("makes PLA matte with layers, in the colour asked", () => expect(lookOf("pla", "orange")).toMatchObject({ grain: "layers", color: colorOf("orange"), opacity: 1 }));
  it("makes nylon grainy and resin glossy", () => {
    expect(lookOf("pa12").grain).toBe("powder");
    expect(lookOf("resin_standard", "grey").clearcoat).toBeGreaterThan(0.5);
  });
  it("lets light through clear resin", () => expect(lookOf("resin_clear", "clear").opacity).toBeLessThan(1));
  it("follows the finish", () => {
    expect(lookOf("al_6061", null, "anodized_black").color).toBe("#2c2d31");
    expect(lookOf("al_6061", null, "polished").roughness).toBeLessThan(lookOf("al_6061").roughness);
  });
  it("takes CSS colours and refuses anything else", () => {
    expect(colorOf("#A0b1C2")).toBe("#a0b1c2");
    expect(colorOf("url(evil)")).toBeUndefined();
  });
});

describe("change", () => {
  const first = firstState(true, "file");
  it("cuts when the panel of the section opens, and stays cut when it closes", () => {
    const opened = change(first, { do: "panel", panel: "section" });
    expect(opened.section).toEqual({ axis: "y", at: 0.5, flipped: false });
    expect(change(opened, { do: "panel", panel: "section" })).toMatchObject({ panel: null, section: opened.section });
  });
  it("hides all but what is isolated, and shows all again", () => {
    const alone = change(first, { do: "isolate", ids: [2], all: [1, 2, 3] });
    expect([...alone.hidden]).toEqual([1, 3]);
    expect(change(alone, { do: "show all" }).hidden.size).toBe(0);
    expect([...change(alone, { do: "show", ids: [3] }).hidden]).toEqual([1]);
  });
  it("steps back once at a time on Escape", () => {
    const deep = { ...first, measuring: true, panel: "tree" as const, selected: 4 };
    const steps = [1, 2, 3].reduce((all, _) => [...all, change(all.at(-1)!, { do: "escape" })], [deep as typeof first]);
    expect(steps.map(({ measuring, panel, selected }) => [measuring, panel, selected])).toEqual([[true, "tree", 4], [false, "tree", 4], [false, null, 4], [false, null, null]]);
  });
  it("stops turning when somebody takes the part in hand", () => expect(change(first, { do: "rest" }).turning).toBe(false));
});

describe("commandOf", () => {
  it("turns with arrows and moves with Shift", () => {
    expect(commandOf({ key: "ArrowLeft" })).toEqual({ do: "orbit", x: -1, y: 0 });
    expect(commandOf({ key: "ArrowUp", shiftKey: true })).toEqual({ do: "pan", x: 0, y: -1 });
  });
  it("leaves the browser's and the app's keys alone", () => {
    for (const key of ["k", "s", "1"]) expect(commandOf({ key, ctrlKey: true })).toBeUndefined();
    for (const key of ["g", "?", "Tab", "j"]) expect(commandOf({ key })).toBeUndefined();
  });
});

it("joins what the analysis and the price say, with the place that the model knows", () => {
  const box = { low: [0, 0, 0], high: [1, 1, 1] } as const;
  const found = [{ code: "thin_wall", count: 3, lines: null as never, box, leaf: undefined }];
  const all = allFindings([{ code: "open_edges", message: "…", count: 2 }], [{ code: "wall_too_thin", message: "…" }, { code: "open_edges", message: "again" }], found);
  expect(all.map(({ code, count, places }) => [code, count, places.length > 0])).toEqual([["open_edges", 2, false], ["wall_too_thin", 1, true]]);
});

describe("dimensionLines", () => {
  const box = { low: [0, 0, 0], high: [40, 30, 20] } as const;
  const flat = (x: number, y: number, z: number) => ({ x: 400 + 5 * (x * 0.8 - y * 0.6), y: 300 - 5 * (z - x * 0.3 - y * 0.4) });
  it("writes every length outside of the box", () => {
    const inside = (at: { x: number; y: number }) => at.x > 330 && at.x < 520 && at.y > 270 && at.y < 350;
    const lines = dimensionLines(box, flat);
    expect(lines.map(({ shown }) => shown)).toEqual([true, true, true]);
    for (const { label } of lines) expect(inside(label)).toBe(false);
  });
  it("leaves out a length that is seen end-on", () => expect(dimensionLines(box, (x, _, z) => ({ x, y: -z })).map(({ shown }) => shown)).toEqual([true, false, true]));
});

describe("the fine picture", () => {
  it("is taken all over the pixel", () => {
    const shifts = Array.from({ length: 24 }, (_, frame) => shiftOf(frame));
    expect(shifts[0]).toEqual([0, 0]);
    for (const axis of [0, 1] as const) {
      const values = shifts.map((shift) => shift[axis]);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(-0.5);
      expect(Math.max(...values)).toBeLessThan(0.5);
      expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / 24)).toBeLessThan(0.06);
    }
  });
  it("waits until the graphics card has finished", () => {
    const gl = { SIGNALED: 1, SYNC_STATUS: 2, status: 0, fenceSync: () => ({}), getSyncParameter: () => gl.status, deleteSync: () => undefined, flush: () => undefined };
    const pace = new Pace(false);
    const context = gl as unknown as WebGL2RenderingContext;
    expect(pace.isDone(context, 0)).toBe(true);
    pace.began(context, 0);
    expect(pace.isDone(context, 16)).toBe(false);
    gl.status = gl.SIGNALED;
    expect(pace.isDone(context, 400)).toBe(true);
    expect(pace.frames).toBeLessThan(24);
  });
  it("takes fewer frames and pixels on a slow machine", () => {
    const [quick, slow] = [new Pace(false), new Pace(false)];
    for (let frame = 0; frame < 60; ++frame) {
      quick.took(16);
      slow.took(200);
    }
    expect(quick).toMatchObject({ share: 1, frames: 24 });
    expect(slow.share).toBeLessThan(0.7);
    expect(slow.frames).toBeLessThan(10);
    expect(new Pace(true).shadesMoving).toBe(false);
  });
});

describe("lines that stand beside the parts", () => {
  const leaf = (id: number, x: number) => ({ id, holder: new Group(), box: { low: [x, 0, 0], high: [x + 10, 10, 10] } }) as unknown as Leaf;
  const walls = (...xs: number[]) => {
    const geometry = new BufferGeometry().setAttribute("position", new BufferAttribute(Float32Array.from(xs.flatMap((x) => [x, 5, 5, x + 1, 5, 5])), 3));
    geometry.userData = { role: "finding", code: "thin_wall", count: xs.length };
    return new LineSegments(geometry);
  };
  it("go with the part in which they lie", () => {
    const leaves = [leaf(3, 0), leaf(4, 100)];
    const root = new Group().add(...leaves.map(({ holder }) => holder));
    root.add(...sharedOut(walls(2, 104, 6, 50), leaves));
    const found = collectFound(root, leaves);
    expect(found.map(({ leaf, count, box }) => [leaf?.id, count, box.low[0], box.high[0]])).toEqual([[3, 2, 2, 7], [4, 1, 104, 105], [undefined, 1, 50, 51]]);
  });
});
