// How the company will look: the portal's bar and a document, light and dark, while one still writes.
import { accentTokens, isColor, type Theme } from "@/app/accent";
import { Brand } from "@/app/shell/brand";
import { buttonClass } from "@/ui/button";
import { localeNow, money } from "@/ui/format";
import { useTranslation } from "@/app/i18n/texts";
import { timeIn } from "./regions";
import type { Form } from "./settings";

const NET_MINOR = 100_000; // a round sum, to see the tax and the currency by

/** The sum, its tax by the rate in per cent, and both together, in minor units and rounded half up. */
export function sample(rate: string): { net: string; tax: string; gross: string } | undefined {
  const percent = Number(rate.replace(",", "."));
  if (!Number.isFinite(percent) || percent < 0) return undefined;
  const tax = Math.round((NET_MINOR * percent) / 100);
  const text = (minor: number) => (minor / 100).toFixed(2);
  return { net: text(NET_MINOR), tax: text(tax), gross: text(NET_MINOR + tax) };
}

function Portal({ form, theme, logo }: { form: Form; theme: Theme; logo: string | undefined }) {
  const { t } = useTranslation("companies");
  const tokens = isColor(form.accent_color) ? accentTokens(form.accent_color, theme) : {};
  return (
    <div data-theme={theme} style={tokens} className="overflow-hidden rounded-lg bg-bg text-ink ring-1 ring-line ring-inset" aria-label={t(`preview.${theme}`)} role="img">
      <div className="flex h-12 items-center border-b border-line px-4 text-sm">
        <Brand name={form.name || t("fields.name")} logo={logo} />
      </div>
      <div className="flex items-center justify-between gap-3 px-4 py-4">
        <span className="text-sm text-accent-ink">{t("preview.link")}</span>
        <span className={buttonClass("primary", "sm")}>{t("preview.action")}</span>
      </div>
    </div>
  );
}

function Paper({ form, logo }: { form: Form; logo: string | undefined }) {
  const { t } = useTranslation("companies");
  const sums = sample(form.tax_rate);
  const amount = (text: string) => money(text, form.currency);
  return (
    <div className="rounded-lg bg-surface px-5 py-4 text-sm shadow-card">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <p className="truncate font-semibold">{form.document_name || form.name || t("fields.name")}</p>
          <p className="text-ink-3">{t("preview.quote")}</p>
        </div>
        {logo && <img src={logo} alt="" className="h-8 max-w-24 object-contain" />}
      </div>
      {sums && (
        <dl className="tabular mt-4 grid gap-1">
          {[
            [t("preview.net"), sums.net],
            [`${form.tax_name} ${form.tax_rate} %`, sums.tax],
            [t("preview.gross"), sums.gross],
          ].map(([label = "", value = ""], index) => (
            <div key={index} className={index === 2 ? "flex justify-between gap-4 border-t border-line pt-1.5 font-semibold" : "flex justify-between gap-4 text-ink-2"}>
              <dt className="truncate">{label}</dt>
              <dd>{amount(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

export function Preview({ form, logo }: { form: Form; logo: string | undefined }) {
  const { t } = useTranslation("companies");
  return (
    <section aria-labelledby="company-preview" className="grid content-start gap-3">
      <h2 id="company-preview" className="text-sm font-semibold">
        {t("preview.title")}
      </h2>
      <Portal form={form} theme="light" logo={logo} />
      <Portal form={form} theme="dark" logo={logo} />
      <Paper form={form} logo={logo} />
      <p className="tabular text-sm text-ink-3">{t("preview.clock", { zone: form.time_zone, time: timeIn(form.time_zone, localeNow()) })}</p>
    </section>
  );
}
