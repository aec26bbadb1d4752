import type { Schema } from "@/api/client";
import type { Session } from "@/app/session";

/** Its owner and staff share a file; everybody sees the demo files anyway, and nobody gets what is infected. */
export const mayShare = ({ me, may }: Session, file: Schema<"FileView">) =>
  file.access !== "demo" && file.scan !== "infected" && !!me && (file.owner_id === me.id || may("files.manage"));
