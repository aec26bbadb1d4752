// Pictures made small by the server. The address names the content, so that browsers keep them.
const PICTURES = new Set(["png", "jpeg", "webp", "gif"]);
export type ThumbnailSize = 128 | 400 | 1200;

/** Undefined for files that are no pictures, or that nobody may see yet. */
export function thumbnailUrl(file: { id: string; kind: string; sha256: string; scan: string }, size: ThumbnailSize): string | undefined {
  if (!PICTURES.has(file.kind) || file.scan === "infected") return undefined;
  return `/api/v1/files/${file.id}/thumbnail?size=${size}&v=${file.sha256.slice(0, 16)}`;
}
