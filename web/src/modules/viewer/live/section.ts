// The section plane: which range it can move in, and the plane that three.js clips with.
import type { Box } from "./explode";

export const axes = ["x", "y", "z"] as const;
export type Axis = (typeof axes)[number];

export interface Section {
  axis: Axis;
  /** Along the model, from 0 to 1. */
  at: number;
  flipped: boolean;
}

/** From where to where the plane moves: a little beyond the model, so that the ends show it whole and not at all. */
export function sectionRange(box: Box, axis: Axis): { from: number; to: number; step: number } {
  const side = axes.indexOf(axis);
  const [low, high] = [box.low[side]!, box.high[side]!];
  const margin = Math.max((high - low) * 0.002, 1e-4);
  return { from: low - margin, to: high + margin, step: Math.max((high - low) / 500, 1e-4) };
}

export function sectionPlace(box: Box, section: Section): number {
  const { from, to } = sectionRange(box, section.axis);
  return from + (to - from) * Math.max(0, Math.min(1, section.at));
}

/** n · p + constant ≥ 0 is kept. Not flipped, what is nearer to the viewer of the standard view is taken away. */
export function sectionPlane(box: Box, section: Section): { normal: [number, number, number]; constant: number } {
  const side = axes.indexOf(section.axis);
  // Seen from the front right: of x and z the higher side is taken away, of y the lower.
  const sign = (section.axis === "y" ? 1 : -1) * (section.flipped ? -1 : 1);
  const normal: [number, number, number] = [0, 0, 0];
  normal[side] = sign;
  return { normal, constant: -sign * sectionPlace(box, section) };
}

export function crosses(box: Box, section: Section, place: number): boolean {
  const side = axes.indexOf(section.axis);
  return box.low[side]! < place && box.high[side]! > place;
}
