// The parts of a quote: the picture, what is wished, what it costs and why.
import { FileDown, TriangleAlert } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { money, number } from "@/ui/format";
import { Thumbnail } from "@/ui/record-list";
import { cx } from "@/ui/cx";
import { AgreedPrice } from "./agreed-price";
import { useNames } from "./names";
import { costName, remark } from "./words";

type Line = Schema<"QuoteLine">;

export const previewOf = (fileId: string) => `/api/v1/files/${fileId}/preview.png`;

function Findings({ line }: { line: Line }) {
  const findings = [...line.blocking.map((one) => ({ ...one, isBlocking: true })), ...line.warnings.map((one) => ({ ...one, isBlocking: false }))];
  if (findings.length === 0) return null;
  return (
    <ul className="grid gap-1 text-sm">
      {findings.map((one) => (
        <li key={one.code + one.message} className={cx("flex items-start gap-2", one.isBlocking ? "text-bad" : "text-warn")}>
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {remark(one.code, one.message)}
        </li>
      ))}
    </ul>
  );
}

export function Breakdown({ line, currency }: { line: Line; currency: string }) {
  const { t } = useTranslation("quotes");
  const whole = line.breakdown.reduce((sum, cost) => sum + Math.max(0, Number(cost.amount)), 0);
  return (
    <dl className="grid gap-1.5 text-sm">
      {line.breakdown.map((cost) => (
        <div key={cost.code} className="grid grid-cols-[minmax(0,1fr)_5rem_auto] items-center gap-3">
          <dt className="truncate text-ink-2">{costName(cost.code, cost.label)}</dt>
          <span className="h-1.5 overflow-hidden rounded-full bg-sunken" aria-hidden>
            <span className="block h-full rounded-full bg-ink-3" style={{ width: `${whole > 0 ? (Math.max(0, Number(cost.amount)) / whole) * 100 : 0}%` }} />
          </span>
          <dd className="tabular min-w-20 text-right">{money(cost.amount, currency)}</dd>
        </div>
      ))}
      {line.price_breaks.length > 1 && (
        <div className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-2">
          <dt>{t("office.breaks")}</dt>
          {line.price_breaks.map((step) => (
            <dd key={step.quantity} className="tabular">
              {number(step.quantity, 0)} → {money(step.unit_price, currency)}
            </dd>
          ))}
        </div>
      )}
    </dl>
  );
}

export function QuoteLines({ lines, currency, isOpen }: { lines: Line[]; currency: string; isOpen?: boolean }) {
  const { t } = useTranslation("quotes");
  const names = useNames();
  return (
    <ul className="grid grid-cols-1 gap-3">
      {lines.map((line) => (
        <li key={line.id} className="flex gap-4 rounded-lg bg-surface p-4 shadow-card max-sm:flex-col">
          <Thumbnail src={previewOf(line.file_id)} className="size-24 max-sm:size-40 max-sm:self-center" />
          <div className="grid min-w-0 flex-1 grid-cols-1 content-start gap-2">
            <div className="flex items-start justify-between gap-4">
              <div className="min-w-0">
                <p className="flex min-w-0 items-center gap-2 font-medium">
                  <span className="truncate">{line.file_name}</span>
                  <a href={`/api/v1/files/${line.file_id}/content`} aria-label={t("office.download", { name: line.file_name })} title={t("office.download", { name: line.file_name })} className="rounded-sm text-ink-3 hover:text-ink">
                    <FileDown className="size-4" aria-hidden />
                  </a>
                </p>
                <p className="text-sm text-ink-2">{names.choice(line)}</p>
              </div>
              <div className="tabular shrink-0 text-right">
                <p className="font-medium">{money(line.total, currency)}</p>
                <p className="text-sm text-ink-3">
                  {number(line.quantity, 0)} × {money(line.unit_price, currency)}
                </p>
                <AgreedPrice line={line} currency={currency} />
              </div>
            </div>
            <Findings line={line} />
            {line.note && <p className="w-fit rounded-lg bg-sunken px-3 py-2 text-sm whitespace-pre-wrap">{line.note}</p>}
            {line.breakdown.length > 0 && (
              <details open={isOpen}>
                <summary className="w-fit text-sm text-ink-3 hover:text-ink">{t("office.why")}</summary>
                <div className="mt-2">
                  <Breakdown line={line} currency={currency} />
                </div>
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
