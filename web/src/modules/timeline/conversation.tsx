// What customer and company write to each other about a quote or an order, on the customer's page.
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { TimeLine, type TimelineItem } from "@/ui/time-line";

type Props = { quoteId: string } | { orderId: string };

const notesOf = ({ items }: { items: TimelineItem[] }) => ({ items: items.filter(({ kind }) => kind === "note") });

function at(record: Props) {
  if ("quoteId" in record) {
    const path = { quote_id: record.quoteId };
    return {
      queryKey: [...keys.quote(record.quoteId), "timeline"],
      read: (signal: AbortSignal) => api.get("/api/v1/quotes/{quote_id}/timeline", { path, signal }),
      write: (text: string) => api.post("/api/v1/quotes/{quote_id}/notes", { path, body: { text } }),
    };
  }
  const path = { sales_order_id: record.orderId };
  return {
    queryKey: [...keys.order(record.orderId), "timeline"],
    read: (signal: AbortSignal) => api.get("/api/v1/sales-orders/{sales_order_id}/timeline", { path, signal }),
    write: (text: string) => api.post("/api/v1/sales-orders/{sales_order_id}/notes", { path, body: { text } }),
  };
}

export function Conversation(record: Props) {
  const { t } = useTranslation("ui");
  const { queryKey, read, write } = at(record);
  return (
    <section id="messages" className="scroll-mt-20">
      <h2 className="mb-3 font-medium">{t("story.messages")}</h2>
      <TimeLine queryKey={[...queryKey, "notes"]} read={async (signal) => notesOf(await read(signal))} write={write} isQuiet nameOf={(action) => action} describe={() => undefined} />
    </section>
  );
}
