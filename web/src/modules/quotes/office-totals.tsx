import { useTranslation } from "react-i18next";
import { isZero } from "@/ui/decimal";
import { Facts } from "@/ui/facts";
import { money, percent } from "@/ui/format";
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

/** From the parts to the total, as a quote and an order have it. */
export function Totals({ of, more = [] }: { of: Amounts; more?: { label: string; value: string }[] }) {
  const { t } = useTranslation("quotes");
  const nameOf = useNames();
  const shown = (amount: string) => money(amount, of.currency);
  return (
    <Facts
      facts={[
        { label: t("office.parts"), value: shown(of.subtotal) },
        !isZero(of.rush_fee) && { label: nameOf(of.rush), value: shown(of.rush_fee) },
        !isZero(of.adjustment) && { label: t("office.adjustment"), value: shown(of.adjustment) },
        { label: `${of.tax_name} ${percent(of.tax_rate_ppm / 1_000_000, 2)}`, value: shown(of.tax) },
        { label: t("office.total"), value: shown(of.total), isStrong: true },
        ...more,
      ]}
    />
  );
}
