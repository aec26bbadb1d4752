// Everything that was found about a part: by the analysis, by the price, and where the GLB says it lies.
import type { Finding } from "../part-viewer";
import type { Place } from "./explode";
import type { FoundLines } from "./found-lines";

export interface ShownFinding {
  code: string;
  /** The server's sentence, for codes that have no text here. */
  message: string;
  count: number;
  /** Empty when it is nowhere in particular. */
  places: readonly Place[];
}

// A price warns of thin walls in words of its own; the lines in the GLB are called thin_wall.
const sameLines: Record<string, string> = { wall_too_thin: "thin_wall", open_mesh: "open_edges", hairline_cracks: "open_edges" };
export const linesOf = (code: string) => sameLines[code] ?? code;

export function allFindings(problems: readonly Finding[], more: readonly Finding[], found: readonly FoundLines[]): ShownFinding[] {
  const placesOf = (code: string) => found.filter((one) => one.code === linesOf(code)).map(({ box, leaf }) => ({ box, leaf: leaf?.id }));
  const listed = new Map<string, ShownFinding>();
  for (const { code, message, count } of [...problems, ...more])
    if (!listed.has(code)) listed.set(code, { code, message, count: count ?? 1, places: placesOf(code) });
  return [...listed.values()];
}
