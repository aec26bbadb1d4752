// "Why this price": every line of the calculation as a share of the whole.
import { useTranslation } from "@/app/i18n/texts";
import { money } from "@/ui/format";
import { costName } from "../words";

interface Line {
  code: string;
  label: string;
  amount: string;
}

export function Why({ lines, currency }: { lines: Line[]; currency: string }) {
  const { t } = useTranslation("quotes");
  const most = Math.max(1, ...lines.map((line) => Math.abs(Number(line.amount))));
  return (
    <ul aria-label={t("why")} className="grid gap-2.5">
      {lines.map((line) => (
        <li key={line.code} className="grid gap-1 text-sm">
          <span className="flex justify-between gap-4">
            <span className="text-ink-2">{costName(line.code, line.label)}</span>
            <span className="tabular">{money(line.amount, currency)}</span>
          </span>
          <span className="block h-1 overflow-hidden rounded-full bg-sunken" aria-hidden>
            <span
              className="block h-full rounded-full bg-line-strong"
              style={{ width: `${(Math.abs(Number(line.amount)) / most) * 100}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
