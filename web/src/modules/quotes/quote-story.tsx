import { useTranslation } from "@/app/i18n/texts";
import i18next from "i18next";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { money } from "@/ui/format";
import { useMentionable } from "@/modules/timeline/use-colleagues";
import { TimeLine } from "@/ui/time-line";
import { useNames } from "./names";
import type { Quote } from "./office-list";
import { reasonsText, type ReviewReason } from "./reasons";
import type { QuoteStatus } from "./status";

const told = ["status", "total", "rush", "valid_until", "review_reason", "review_reasons", "reject_reason", "staff_message", "note", "adjustment", "lead_time_days"];
const moneyFields = ["total", "adjustment"];

// The server's English sentences stand for reviews of old; beside the codes they say nothing new.
const saidByCodes = ({ field }: { field: string }, all: readonly { field: string }[]) => field === "review_reason" && all.some((one) => one.field === "review_reasons");

/** The time line of a quote, with what staff write to the customer or keep among themselves. */
export function QuoteStory({ quote }: { quote: Pick<Quote, "id" | "currency"> }) {
  const { t } = useTranslation("quotes");
  const names = useNames();
  const path = { quote_id: quote.id };
  const shown = (field: string, value: string | null | undefined) => {
    if (!value) return undefined;
    if (field === "status") return t(`status.${value as QuoteStatus}`);
    if (field === "review_reasons") return reasonsText(JSON.parse(value) as ReviewReason[], quote.currency);
    if (moneyFields.includes(field)) return money(value, quote.currency);
    return field === "rush" ? names.rush(value) : value;
  };
  return (
    <TimeLine
      queryKey={[...keys.quote(quote.id), "timeline"]}
      read={(signal) => api.get("/api/v1/quotes/{quote_id}/timeline", { path, signal })}
      colleagues={useMentionable("quote")}
      write={(text, isInternal, mentions) => api.post("/api/v1/quotes/{quote_id}/notes", { path, body: { text, is_internal: isInternal, mentions } })}
      canBeInternal
      nameOf={(action) => (i18next.exists(`quotes:office.events.${action.replace(".", "_")}`) ? t(`office.events.${action.replace(".", "_") as "quote_created"}`) : action)}
      describe={(change, all) =>
        told.includes(change.field) && !saidByCodes(change, all)
          ? {
              label: t(`office.fields.${change.field === "review_reasons" ? "review_reason" : (change.field as "status")}`),
              before: shown(change.field, change.before),
              after: shown(change.field, change.after),
            }
          : undefined
      }
    />
  );
}
