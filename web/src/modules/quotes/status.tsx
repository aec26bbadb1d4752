// How a state looks and what it is called.
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { Status, type StatusLook } from "@/ui/status";

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

export function QuoteStatusTag({ status }: { status: QuoteStatus }) {
  const { t } = useTranslation("quotes");
  return <Status {...quoteLooks[status]}>{t(`status.${status}`)}</Status>;
}
