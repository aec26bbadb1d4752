import type { Schema } from "@/api/client";
import type { StatusLook } from "@/ui/status";

export type QuoteStatus = Schema<"Quote">["status"];

export const quoteLooks: Record<QuoteStatus, StatusLook> = {
  draft: { tone: "quiet", icon: "dashed" },
  pending: { tone: "warn", icon: "waiting" },
  approved: { tone: "info", icon: "active" },
  accepted: { tone: "good", icon: "done" },
  rejected: { tone: "bad", icon: "refused" },
  cancelled: { tone: "quiet", icon: "ended" },
  expired: { tone: "quiet", icon: "ended" },
  converted: { tone: "good", icon: "done" },
};
