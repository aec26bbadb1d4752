// The lines of a quote under review, each with the price that may be agreed for it; the total moves along.
import { Handshake } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "@/ui/button";
import { digitsOf, isZero, minus, times } from "@/ui/decimal";
import { money, number } from "@/ui/format";
import { Thumbnail } from "@/ui/record-list";
import { AgreedPrice } from "../agreed-price";
import { previewOf } from "../quote-lines";
import { AgreedFields } from "../revise/agreed-fields";
import { agreedAmount, changeLine, type Draft, type DraftLine, type Quote, type Sums } from "../revise/draft";
import { startOf } from "./agreed-lines";

function Line({ line, quote, onChange }: { line: DraftLine; quote: Quote; onChange: (agreed: DraftLine["agreed"]) => void }) {
  const { t } = useTranslation("quotes");
  const { currency } = quote;
  const before = line.before!;
  const digits = digitsOf(quote.total);
  const agreed = agreedAmount(line, digits);
  const now = agreed === undefined ? before.total : times(agreed, before.quantity);
  return (
    <li className="grid grid-cols-1 gap-2" aria-label={line.name}>
      <div className="flex items-center gap-3">
        <Thumbnail src={previewOf(line.fileId)} className="size-12 shrink-0" />
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium">{line.name}</p>
          <p className="tabular text-sm text-ink-3">
            {number(before.quantity, 0)} × {money(before.unit_price, currency)}
          </p>
          {!line.agreed && <AgreedPrice line={before} currency={currency} />}
        </div>
        <p className="tabular shrink-0 text-right text-sm font-medium" aria-live="polite">
          {now !== before.total && (
            <s className="mr-2 font-normal text-ink-3 max-sm:mr-0 max-sm:block">
              <span className="sr-only">{t("office.revise.before")} </span>
              {money(before.total, currency)}
            </s>
          )}
          {money(now, currency)}
        </p>
        {!line.agreed && (
          <Button size="sm" kind="quiet" icon={<Handshake className="size-4" aria-hidden />} aria-label={`${t("office.revise.agree")}: ${line.name}`} onClick={() => onChange(startOf(line))}>
            <span className="max-sm:hidden">{t("office.revise.agree")}</span>
          </Button>
        )}
      </div>
      {line.agreed && <AgreedFields {...{ digits, currency, onChange }} agreed={line.agreed} backLabel={t("office.leavePrice")} />}
    </li>
  );
}

export function LinePrices({ draft, quote, sums, onChange }: { draft: Draft; quote: Quote; sums: Sums; onChange: (draft: Draft) => void }) {
  const { t } = useTranslation("quotes");
  const shown = (amount: string) => money(amount, quote.currency);
  const by = minus(sums.total, quote.total);
  return (
    <div className="grid grid-cols-1 gap-4">
      <ul className="grid grid-cols-1 gap-3">
        {draft.lines.map((line) => (
          <Line key={line.key} {...{ line, quote }} onChange={(agreed) => onChange(changeLine(draft, line.key, { agreed }))} />
        ))}
      </ul>
      <div className="flex items-baseline justify-between gap-4 border-t border-line pt-3" aria-live="polite">
        <span className="text-sm text-ink-2">{t("office.totalWithTax")}</span>
        <span className="tabular text-right">
          <span className="font-semibold">{shown(sums.total)}</span>
          {!isZero(by) && <span className="block text-sm text-ink-3">{t("office.wasBy", { total: shown(quote.total), by: shown(by) })}</span>}
        </span>
      </div>
    </div>
  );
}
