// That a line has a price which people agreed on, beside what would have been calculated, and why.
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { money } from "@/ui/format";

export function AgreedPrice({ line, currency }: { line: Pick<Schema<"QuoteLine">, "calculated_unit_price" | "price_reason">; currency: string }) {
  const { t } = useTranslation("quotes");
  if (!line.calculated_unit_price) return null;
  return (
    <>
      <p className="tabular text-sm text-ink-3">{t("agreedInstead", { price: money(line.calculated_unit_price, currency) })}</p>
      {line.price_reason && <p className="max-w-60 text-sm break-words text-ink-2 sm:ml-auto">{line.price_reason}</p>}
    </>
  );
}
