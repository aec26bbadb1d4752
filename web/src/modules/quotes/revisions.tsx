// What changed from one revision of the quote to the next.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { cx } from "@/ui/cx";
import { isZero } from "@/ui/decimal";
import { dateTime, money, number } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { SkeletonRows } from "@/ui/skeleton";
import { useNames } from "./names";
import type { Quote } from "./office-list";

type Line = Quote["lines"][number];

export interface LineChange {
  name: string;
  kind: "added" | "removed" | "changed" | "same";
  before?: Line;
  after?: Line;
}

const members = ["file_name", "service", "material", "color", "finish", "tolerance", "quantity", "note", "price_reason"] as const;
export const differs = (a: Line, b: Line) => members.filter((member) => (a[member] ?? null) !== (b[member] ?? null));

/** Lines of two revisions laid beside each other: first by their file, what is left by its place. */
export function compareLines(before: Line[], after: Line[]): LineChange[] {
  const left = [...before];
  const take = (index: number) => (index < 0 ? undefined : left.splice(index, 1)[0]);
  const paired = after.map((line) => ({ line, old: take(left.findIndex((one) => one.file_id === line.file_id)) }));
  for (const pair of paired) pair.old ??= take(left.findIndex((one) => one.position === pair.line.position));
  const changes = paired.map(({ line, old }): LineChange => {
    if (!old) return { name: line.file_name, kind: "added", after: line };
    const isSame = differs(old, line).length === 0 && old.total === line.total;
    return { name: line.file_name, kind: isSame ? "same" : "changed", before: old, after: line };
  });
  return [...changes, ...left.map((line): LineChange => ({ name: line.file_name, kind: "removed", before: line }))];
}

export interface TermChange {
  field: "rush" | "lead_time_days" | "adjustment" | "note";
  before: string;
  after: string;
}

/** What changed beside the lines; amounts of nothing say nothing. */
export function compareTerms(before: Quote, after: Quote): TermChange[] {
  const text = (quote: Quote, field: TermChange["field"]) => {
    if (field === "adjustment") return isZero(quote.adjustment) ? "" : quote.adjustment;
    return String(quote[field] ?? "");
  };
  return (["rush", "lead_time_days", "adjustment", "note"] as const)
    .map((field) => ({ field, before: text(before, field), after: text(after, field) }))
    .filter((one) => one.before !== one.after);
}

function Terms({ changes, currency }: { changes: TermChange[]; currency: string }) {
  const { t } = useTranslation("quotes");
  const names = useNames();
  const shown = (field: TermChange["field"], value: string) => {
    if (!value) return "–";
    if (field === "adjustment") return money(value, currency);
    return field === "rush" ? names.rush(value) : field === "lead_time_days" ? t("office.days", { count: Number(value) }) : value;
  };
  return (
    <ul className="mb-2 grid gap-0.5 text-sm text-ink-2">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          {t(`office.fields.${field}`)}: <span className="text-ink-3 line-through">{shown(field, before)}</span> → <span className="text-ink">{shown(field, after)}</span>
        </li>
      ))}
    </ul>
  );
}

function Change({ change, currency }: { change: LineChange; currency: string }) {
  const { t } = useTranslation("quotes");
  const names = useNames();
  const { before, after } = change;
  const text = (line: Line, member: (typeof members)[number]) =>
    member === "quantity" ? number(line.quantity, 0) : member === "note" || member === "file_name" || member === "price_reason" ? (line[member] ?? "–") : names[member](line[member]) || "–";
  const line = after ?? before!;
  return (
    <li className="grid gap-1 border-t border-line py-3 first:border-0">
      <div className="flex items-baseline justify-between gap-4 text-sm">
        <span className={cx("font-medium", change.kind === "removed" && "text-ink-3 line-through")}>
          {change.name}
          {change.kind !== "changed" && change.kind !== "same" && <span className="ml-2 font-normal text-ink-3">{t(`office.lines.${change.kind}`)}</span>}
        </span>
        <span className="tabular">
          {before && after && before.total !== after.total && <span className="mr-2 text-ink-3 line-through">{money(before.total, currency)}</span>}
          {money(line.total, currency)}
        </span>
      </div>
      {before && after && (
        <ul className="grid gap-0.5 text-sm text-ink-2">
          {differs(before, after).map((member) => (
            <li key={member}>
              {t(`office.lineFields.${member}`)}: <span className="text-ink-3 line-through">{text(before, member)}</span> → <span className="text-ink">{text(after, member)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

export function Revisions({ quote }: { quote: Quote }) {
  const earlier = useQuery({
    queryKey: keys.revisions(quote.id),
    queryFn: async ({ signal }) => (await api.get("/api/v1/quotes/{quote_id}/revisions", { path: { quote_id: quote.id }, signal })).items as unknown as Quote[],
  });
  if (earlier.isPending) return <SkeletonRows rows={3} />;
  if (earlier.error) return <ProblemNotice problem={earlier.error} onRetry={() => void earlier.refetch()} />;
  const all = [...earlier.data, quote];
  return (
    <ol className="grid gap-6">
      {all.map((revision, index) => <Revision key={revision.revision} revision={revision} before={all[index - 1]} />).reverse()}
    </ol>
  );
}

/** One revision: what came, went and changed; what stayed only as a number. */
function Revision({ revision, before }: { revision: Quote; before: Quote | undefined }) {
  const { t } = useTranslation("quotes");
  const changes = compareLines(before?.lines ?? [], revision.lines).map((change): LineChange => (before ? change : { ...change, kind: "same" }));
  const shown = before ? changes.filter((change) => change.kind !== "same") : changes;
  const same = changes.length - shown.length;
  const terms = before ? compareTerms(before, revision) : [];
  return (
    <li className="rounded-lg bg-surface p-4 shadow-card">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <div>
          <h3 className="font-semibold">{t("office.revision", { number: revision.revision })}</h3>
          <p className="text-sm text-ink-3">{before ? dateTime(revision.updated_at) : `${dateTime(revision.created_at)} · ${t("office.asked")}`}</p>
        </div>
        <span className="tabular font-medium">
          {before && before.total !== revision.total && <span className="mr-2 font-normal text-ink-3 line-through">{money(before.total, revision.currency)}</span>}
          {money(revision.total, revision.currency)}
        </span>
      </div>
      {terms.length > 0 && <Terms changes={terms} currency={revision.currency} />}
      <ul>
        {shown.map((change, place) => (
          <Change key={place} change={change} currency={revision.currency} />
        ))}
      </ul>
      {same > 0 && <p className="text-sm text-ink-3">{t("office.lines.sameParts", { count: same })}</p>}
    </li>
  );
}
