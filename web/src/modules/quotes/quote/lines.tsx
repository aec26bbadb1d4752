import { ChevronDown } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { money } from "@/ui/format";
import { Notice } from "@/ui/notice";
import { Thumbnail } from "@/ui/record-list";
import { AgreedPrice } from "../agreed-price";
import { useNames } from "../names";
import { Why } from "../price/why";
import { remark } from "../words";

type Quote = Schema<"Quote">;

function Line({ line, currency }: { line: Schema<"QuoteLine">; currency: string }) {
  const { t } = useTranslation("quotes");
  const names = useNames();
  const remarks = [...line.blocking, ...line.warnings];
  return (
    <li className="grid gap-3 rounded-xl bg-surface p-4 shadow-card">
      <div className="flex gap-4">
        <Thumbnail src={`/api/v1/files/${line.file_id}/preview.png`} className="size-20 sm:size-24" />
        <div className="grid min-w-0 flex-1 content-start gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_auto]">
          <div className="min-w-0">
            <h3 className="truncate font-medium">{line.file_name}</h3>
            <p className="text-sm text-ink-2">{names.choice(line)}</p>
            {line.note && <p className="mt-1 text-sm text-ink-2 italic">{line.note}</p>}
          </div>
          <div className="sm:text-right">
            <p className="tabular font-medium">{money(line.total, currency)}</p>
            <p className="tabular text-sm text-ink-2">
              {t("piecesAt", { count: line.quantity, price: money(line.unit_price, currency) })}
            </p>
            <AgreedPrice line={line} currency={currency} />
          </div>
        </div>
      </div>
      {remarks.length > 0 && (
        <Notice tone={line.blocking.length ? "warn" : "info"}>
          {remarks.map((one) => (
            <p key={one.code}>{remark(one.code, one.message)}</p>
          ))}
        </Notice>
      )}
      {line.breakdown.length > 0 && (
        <details className="group">
          <summary className="flex list-none items-center gap-1 text-sm font-medium text-ink-2 hover:text-ink">
            {t("why")}
            <ChevronDown className="size-4 transition-transform group-open:rotate-180" aria-hidden />
          </summary>
          <div className="pt-3">
            <Why lines={line.breakdown} currency={currency} />
          </div>
        </details>
      )}
    </li>
  );
}

export function QuoteLines({ quote }: { quote: Quote }) {
  const { t } = useTranslation("quotes");
  return (
    <ul aria-label={t("partsOfRequest")} className="grid gap-3">
      {(quote.lines ?? []).map((line) => (
        <Line key={line.id} line={line} currency={quote.currency} />
      ))}
    </ul>
  );
}
