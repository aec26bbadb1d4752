// Two answers beside the price: what more of them cost, and why it is what it is.
import { useTranslation } from "@/app/i18n/texts";
import { choose, type Part } from "./basket";
import { PriceCurve } from "./curve";
import type { Price } from "./pricing";
import { Why } from "./why";

export function Insights({ part, price }: { part: Part; price: Price }) {
  const { t } = useTranslation("quotes");
  const card = "rounded-xl bg-surface p-5 shadow-card";
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <section className={card}>
        <h2 className="mb-2 text-sm font-medium">{t("curve.label")}</h2>
        <PriceCurve
          breaks={price.price_breaks}
          currency={price.currency}
          quantity={part.choice.quantity}
          onChoose={(quantity) => choose(part.key, { quantity })}
        />
      </section>
      <section className={card}>
        <h2 className="mb-3 text-sm font-medium">{t("why")}</h2>
        <Why lines={price.breakdown} currency={price.currency} />
        <p className="mt-4 text-xs text-ink-3">{t("accuracy", { percent: Math.round(price.accuracy_percent) })}</p>
      </section>
    </div>
  );
}
