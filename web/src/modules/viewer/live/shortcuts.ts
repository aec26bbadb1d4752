// The keys of the viewer. They hold while the viewer has the focus, so that they never clash with those of the app.
import type { StandardView } from "./camera-view";

export type Command =
  | { do: "orbit" | "pan"; x: number; y: number }
  | { do: "zoom"; by: number }
  | { do: "view"; view: StandardView | "best" }
  | { do: "toggle"; what: "flat" | "edges" | "wireframe" | "dimensions" | "measuring" | "turning" }
  | { do: "panel"; panel: "tree" | "section" | "findings" | "explode" }
  | { do: "fit" | "fullscreen" | "screenshot" | "escape" };

const views: Record<string, StandardView | "best"> = { "0": "best", "1": "front", "2": "back", "3": "left", "4": "right", "5": "top", "6": "bottom", "7": "iso" };
const toggles: Record<string, "flat" | "edges" | "wireframe" | "dimensions" | "measuring" | "turning"> = {
  ...{ p: "flat", e: "edges", w: "wireframe", d: "dimensions", m: "measuring", r: "turning" },
};
const panels: Record<string, "tree" | "section" | "findings" | "explode"> = { t: "tree", s: "section", i: "findings", x: "explode" };
const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The key of each tool, for its tooltip. */
export const keyOf = {
  fit: "f",
  ...Object.fromEntries([...Object.entries(toggles), ...Object.entries(panels)].map(([key, what]) => [what, key])),
  fullscreen: "o",
  screenshot: "c",
} as Record<string, string>;

export interface Pressed {
  key: string;
  shiftKey?: boolean;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
}

export function commandOf(event: Pressed): Command | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const arrow = arrows[event.key];
  if (arrow) return { do: event.shiftKey ? "pan" : "orbit", x: arrow[0], y: arrow[1] };
  if (event.key === "+" || event.key === "=") return { do: "zoom", by: 1.2 };
  if (event.key === "-" || event.key === "_") return { do: "zoom", by: 1 / 1.2 };
  if (event.key === "Escape") return { do: "escape" };
  const key = event.key.toLowerCase();
  if (key === "f") return { do: "fit" };
  if (key === "o") return { do: "fullscreen" };
  if (key === "c") return { do: "screenshot" };
  if (views[key]) return { do: "view", view: views[key] };
  if (toggles[key]) return { do: "toggle", what: toggles[key] };
  if (panels[key]) return { do: "panel", panel: panels[key] };
  return undefined;
}
