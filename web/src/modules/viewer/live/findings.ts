// Everything that was found about a part: by the analysis, by the price, and where the GLB says it lies.
import { Box3 } from "three";
import type { Finding } from "../part-viewer";
import type { FoundLines } from "./load-part";

export interface ShownFinding {
  code: string;
  /** The server's sentence, for codes that have no text here. */
  message: string;
  count: number;
  place: Box3 | null;
}

// A price warns of thin walls in words of its own; the lines in the GLB are called thin_wall.
const sameLines: Record<string, string> = { wall_too_thin: "thin_wall", open_mesh: "open_edges", hairline_cracks: "open_edges" };
export const linesOf = (code: string) => sameLines[code] ?? code;

export function allFindings(problems: readonly Finding[], more: readonly Finding[], found: readonly FoundLines[]): ShownFinding[] {
  const places = new Map<string, Box3>();
  for (const { code, box } of found) places.set(code, (places.get(code) ?? new Box3()).union(box));
  const listed = new Map<string, ShownFinding>();
  for (const { code, message, count } of [...problems, ...more])
    if (!listed.has(code)) listed.set(code, { code, message, count: count ?? 1, place: places.get(linesOf(code)) ?? null });
  return [...listed.values()];
}
