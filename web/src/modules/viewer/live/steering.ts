// Mouse, pen and fingers: one finger or the left button orbits; two fingers, the right or middle button or Shift pan;
// wheel and pinch zoom.
import type { Rig } from "./rig";

const DEGREES_PER_PIXEL = 0.35;
const CLICK_PIXELS = 5;

interface Options {
  /** Somebody takes the part in hand: it stops turning by itself. */
  onTouch(): void;
  onClick(x: number, y: number): void;
  onDoubleClick(x: number, y: number): void;
  onHover(x: number, y: number): void;
  onLeave(): void;
  /** Whether the wheel is ours: a page must stay scrollable until the part has been touched. */
  takesWheel(): boolean;
}

interface Finger {
  x: number;
  y: number;
}

export function steer(element: HTMLElement, rig: Rig, options: Options): () => void {
  const fingers = new Map<number, Finger>();
  let pans = false;
  let travelled = 0;
  let velocity = { right: 0, up: 0, at: 0 };
  const place = (event: MouseEvent) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  const onDown = (event: PointerEvent) => {
    if (event.pointerType === "mouse" && event.button > 2) return;
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
    pans = event.button === 1 || event.button === 2 || event.shiftKey;
    travelled = 0;
    rig.hold();
    velocity = { right: 0, up: 0, at: event.timeStamp };
  };

  const onMove = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    const now = place(event);
    if (!before) return options.onHover(now.x, now.y);
    const [x, y] = [now.x - before.x, now.y - before.y];
    travelled += Math.hypot(x, y);
    if (travelled < CLICK_PIXELS && fingers.size === 1) return;
    options.onTouch();
    if (fingers.size >= 2) moveTwo(event.pointerId, before, now);
    else if (pans) rig.panBy(x, y);
    else {
      rig.orbitBy(x * DEGREES_PER_PIXEL, y * DEGREES_PER_PIXEL);
      const passed = Math.max(1, event.timeStamp - velocity.at) / 1000;
      const mix = (old: number, pixels: number) => old * 0.6 + ((pixels * DEGREES_PER_PIXEL) / passed) * 0.4;
      velocity = { right: mix(velocity.right, x), up: mix(velocity.up, y), at: event.timeStamp };
    }
    fingers.set(event.pointerId, now);
  };

  const moveTwo = (id: number, before: Finger, now: Finger) => {
    const other = [...fingers].find(([one]) => one !== id)?.[1];
    if (!other) return;
    const wide = (finger: Finger) => Math.max(8, Math.hypot(finger.x - other.x, finger.y - other.y));
    rig.zoomBy(wide(now) / wide(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    rig.panBy((now.x - before.x) / 2, (now.y - before.y) / 2);
  };

  const onUp = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId)) return;
    if (event.type === "pointercancel") return;
    const { x, y } = place(event);
    if (travelled < CLICK_PIXELS && fingers.size === 0 && event.button === 0) return options.onClick(x, y);
    if (!pans && fingers.size === 0 && event.timeStamp - velocity.at < 60) rig.letSwing(velocity.right, velocity.up);
  };

  const onWheel = (event: WheelEvent) => {
    if (!options.takesWheel() && !event.ctrlKey) return;
    event.preventDefault();
    options.onTouch();
    const lines = event.deltaMode === 1 ? 33 : 1;
    rig.zoomBy(Math.exp((-event.deltaY * lines) / 500), place(event));
  };
  const onDouble = (event: MouseEvent) => options.onDoubleClick(place(event).x, place(event).y);
  const onMenu = (event: Event) => event.preventDefault();

  element.addEventListener("pointerdown", onDown);
  element.addEventListener("pointermove", onMove);
  element.addEventListener("pointerup", onUp);
  element.addEventListener("pointercancel", onUp);
  element.addEventListener("pointerleave", options.onLeave);
  element.addEventListener("wheel", onWheel, { passive: false });
  element.addEventListener("dblclick", onDouble);
  element.addEventListener("contextmenu", onMenu);
  return () => {
    element.removeEventListener("pointerdown", onDown);
    element.removeEventListener("pointermove", onMove);
    element.removeEventListener("pointerup", onUp);
    element.removeEventListener("pointercancel", onUp);
    element.removeEventListener("pointerleave", options.onLeave);
    element.removeEventListener("wheel", onWheel);
    element.removeEventListener("dblclick", onDouble);
    element.removeEventListener("contextmenu", onMenu);
  };
}
