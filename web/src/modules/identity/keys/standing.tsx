// How a key stands: it works, it has run out, or somebody revoked it.
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { Status } from "@/ui/status";

export type ApiKey = Schema<"ApiKey">;

export function standingOf(key: Pick<ApiKey, "revoked_at" | "expires_at">, now = Date.now()): "works" | "over" | "revoked" {
  if (key.revoked_at) return "revoked";
  return key.expires_at && Date.parse(key.expires_at) <= now ? "over" : "works";
}

const looks = { works: { tone: "good", icon: "done" }, over: { tone: "quiet", icon: "waiting" }, revoked: { tone: "quiet", icon: "ended" } } as const;

export function KeyStanding({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation("identity");
  const standing = standingOf(apiKey);
  return <Status {...looks[standing]}>{t(`keys.standing.${standing}`)}</Status>;
}

/** As people tell one key from another. */
export const KeyEnding = ({ apiKey }: { apiKey: ApiKey }) => <span className="truncate font-mono text-xs text-ink-2">gh_…{apiKey.ending}</span>;
