// From the parts to the total, as a quote and an order have it.
import { useTranslation } from "@/app/i18n/texts";
import { isZero } from "@/ui/decimal";
import { Facts, type Fact } from "@/ui/facts";
import { addWorkingDays, money, percent, weekday } from "@/ui/format";
import { useNames } from "./names";

interface Amounts {
  currency: string;
  subtotal: string;
  rush: string;
  rush_fee: string;
  adjustment: string;
  tax_name: string;
  tax_rate_ppm: number;
  tax: string;
  total: string;
}

/** What `more` says stands below the total: paid, given back, still open. */
export function Totals({ of, more = [] }: { of: Amounts; more?: Fact[] }) {
  const { t } = useTranslation("quotes");
  const names = useNames();
  const shown = (amount: string) => money(amount, of.currency);
  return (
    <Facts
      facts={[
        { label: t("totals.subtotal"), value: shown(of.subtotal) },
        !isZero(of.rush_fee) && { label: names.rush(of.rush), value: shown(of.rush_fee) },
        !isZero(of.adjustment) && { label: t("totals.adjustment"), value: shown(of.adjustment) },
        !isZero(of.tax) && { label: `${of.tax_name} ${percent(of.tax_rate_ppm / 1_000_000, 2)}`, value: shown(of.tax) },
        { label: t("totals.total"), value: shown(of.total), isStrong: true },
        ...more,
      ]}
    />
  );
}

/** The same as customers see it, with the day on which all can be ready. */
export function TotalsCard(of: Amounts & { lead_time_days: number }) {
  const { t } = useTranslation("quotes");
  return (
    <section className="rounded-xl bg-surface p-5 shadow-card">
      <Totals of={of} />
      <p className="mt-3 text-sm text-ink-2">{t("readyBy", { date: weekday(addWorkingDays(new Date(), of.lead_time_days)) })}</p>
    </section>
  );
}
