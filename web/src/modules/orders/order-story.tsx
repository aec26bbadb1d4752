import i18next from "i18next";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { addressLines, type Address } from "@/modules/identity/address";
import { money } from "@/ui/format";
import { useMentionable } from "@/modules/timeline/use-colleagues";
import { TimeLine } from "@/ui/time-line";
import type { Order } from "./office-list";
import type { OrderStatus } from "./status";

const told = ["status", "payment_status", "carrier", "tracking_number", "shipping_address", "cancel_reason", "note"];

function addressText(value: string): string {
  try {
    return addressLines(JSON.parse(value) as Address).join(", ");
  } catch {
    return value;
  }
}

/** The time line of an order: steps, money, messages. */
export function OrderStory({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const path = { sales_order_id: order.id };
  const shown = (field: string, value: string | null | undefined) => {
    if (!value) return undefined;
    if (field === "status") return t(`status.${value as OrderStatus}`);
    if (field === "payment_status") return t(`office.payment.${value as Order["payment_status"]}`);
    if (field === "shipping_address") return addressText(value);
    return field.endsWith("_amount") ? money(value, order.currency) : value;
  };
  return (
    <TimeLine
      queryKey={[...keys.order(order.id), "timeline"]}
      read={(signal) => api.get("/api/v1/sales-orders/{sales_order_id}/timeline", { path, signal })}
      colleagues={useMentionable("sales_order")}
      write={(text, isInternal, mentions) => api.post("/api/v1/sales-orders/{sales_order_id}/notes", { path, body: { text, is_internal: isInternal, mentions } })}
      canBeInternal
      nameOf={(action) => {
        const key = action.replace("sales_order.", "order.").replace(".", "_");
        return i18next.exists(`orders:office.events.${key}`) ? t(`office.events.${key as "order_placed"}`) : action;
      }}
      describe={(change) =>
        told.includes(change.field)
          ? { label: t(`office.fields.${change.field as "status"}`), before: shown(change.field, change.before), after: shown(change.field, change.after) }
          : undefined
      }
    />
  );
}
