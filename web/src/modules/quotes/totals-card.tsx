// The amounts of a quote or an order, one below the other.
import { useTranslation } from "react-i18next";
import { addWorkingDays, money, percent, weekday } from "@/ui/format";
import { rushName } from "./words";

interface Props {
  currency: string;
  subtotal: string;
  rush: string;
  rush_fee: string;
  adjustment: string;
  tax_name: string;
  tax_rate_ppm: number;
  tax: string;
  total: string;
  lead_time_days: number;
}

const isZero = (amount: string) => Number(amount) === 0;

export function TotalsCard(of: Props) {
  const { t } = useTranslation("quotes");
  const rows: [string, string][] = [[t("totals.subtotal"), of.subtotal]];
  if (!isZero(of.rush_fee)) rows.push([rushName(of.rush), of.rush_fee]);
  if (!isZero(of.adjustment)) rows.push([t("totals.adjustment"), of.adjustment]);
  if (!isZero(of.tax)) rows.push([`${of.tax_name} ${percent(of.tax_rate_ppm / 1_000_000, 2)}`, of.tax]);
  return (
    <section className="rounded-xl bg-surface p-5 shadow-card">
      <dl className="grid gap-2 text-sm">
        {rows.map(([name, amount]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-ink-2">{name}</dt>
            <dd className="tabular">{money(amount, of.currency)}</dd>
          </div>
        ))}
        <div className="mt-2 flex items-baseline justify-between gap-4 border-t border-line pt-3">
          <dt className="font-medium">{t("totals.total")}</dt>
          <dd className="tabular text-xl font-semibold tracking-tight">{money(of.total, of.currency)}</dd>
        </div>
      </dl>
      <p className="mt-3 text-sm text-ink-2">
        {t("readyBy", { date: weekday(addWorkingDays(new Date(), of.lead_time_days)) })}
      </p>
    </section>
  );
}
