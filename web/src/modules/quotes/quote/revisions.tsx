// Earlier revisions stay readable beside the current one.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { cx } from "@/ui/cx";
import { dateTime, money } from "@/ui/format";

type Quote = Schema<"Quote">;

export function Revisions({ quote, shown, onShow }: { quote: Quote; shown: Quote | undefined; onShow: (quote: Quote | undefined) => void }) {
  const { t } = useTranslation("quotes");
  const earlier = useQuery({
    queryKey: [...keys.revisions(quote.id), quote.revision],
    queryFn: () => api.get("/api/v1/quotes/{quote_id}/revisions", { path: { quote_id: quote.id } }),
  });
  const rows = [quote, ...[...((earlier.data?.items ?? []) as Quote[])].reverse()];
  return (
    <section>
      <h2 className="mb-2 text-sm font-medium">{t("revisions")}</h2>
      <ul className="grid gap-0.5">
        {rows.map((one) => {
          const active = (shown?.revision ?? quote.revision) === one.revision;
          return (
            <li key={one.revision}>
              <button
                type="button"
                aria-pressed={active}
                onClick={() => onShow(one.revision === quote.revision ? undefined : one)}
                className={cx("flex w-full items-baseline justify-between gap-3 rounded-md px-2.5 py-1.5 text-sm hover:bg-hover", active && "bg-hover font-medium")}
              >
                <span>{t("revision", { number: one.revision })}</span>
                <span className="text-xs text-ink-3">{dateTime(one.updated_at)}</span>
                <span className="tabular ml-auto">{money(one.total, one.currency)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
