// What happened in the company, the latest first: who did what to which record.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Activity as ActivityIcon } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { actionName, fieldName, kindName, recordPage, valueText } from "@/modules/audit/words";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { dateTime, relative } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { SkeletonRows } from "@/ui/skeleton";
import type { ActivityKind } from "./search";

type Item = Schema<"ActivityItem">;
// Amounts need their currency and addresses a page: the record has both.
const told = ["status", "payment_status", "fulfilment_status", "carrier", "tracking_number", "reject_reason", "cancel_reason"];

function Changes({ item }: { item: Item }) {
  const changes = item.changes.filter(({ field }) => told.includes(field));
  if (changes.length === 0) return null;
  const text = (field: string, value: string | null | undefined) => valueText(item.subject_kind, [field], value, undefined);
  return (
    <span className="break-words text-ink-2">
      {changes.map(({ field, before, after }, index) => (
        <span key={field}>
          {index > 0 && "; "}
          {fieldName(item.subject_kind, [field])}: {before && <del className="text-ink-3">{text(field, before)}</del>} {before && "→ "}
          {text(field, after) ?? "–"}
        </span>
      ))}
    </span>
  );
}

function Entry({ item }: { item: Item }) {
  const { t } = useTranslation("timeline");
  const page = recordPage(item.subject_kind, item.subject_id);
  const title = item.title ?? item.subject_id.slice(-8);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-0.5 border-b border-line py-3 text-sm last:border-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{item.by === "system" ? t("system") : item.by === "somebody" ? t("somebody") : item.by}</span>
        <span className="text-ink-2">{actionName(item.action)}</span>
        <span className="max-w-full truncate">
          <span className="text-ink-3">{kindName(item.subject_kind)} </span>
          {page ? (
            <Link to={page} className="underline decoration-line-strong underline-offset-4 hover:decoration-ink">
              {title}
            </Link>
          ) : (
            title
          )}
        </span>
        <time dateTime={item.at} title={dateTime(item.at)} className="ml-auto text-ink-3">
          {relative(item.at)}
        </time>
      </p>
      <Changes item={item} />
      {item.text && <p className="line-clamp-3 break-words whitespace-pre-wrap text-ink-2">{item.text}</p>}
    </li>
  );
}

interface Props {
  kind?: ActivityKind;
  /** So many, and no way to older ones: a glance. */
  glance?: number;
}

export function ActivityFeed({ kind, glance }: Props) {
  const { t } = useTranslation("timeline");
  const asked = { limit: glance ?? 30, ...(kind && { subject_kind: kind }) };
  const feed = useInfiniteQuery({
    queryKey: keys.activity(asked),
    queryFn: ({ signal, pageParam }) => api.get("/api/v1/activity", { query: { ...asked, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  if (feed.isPending) return <SkeletonRows rows={glance ?? 8} className="h-10" />;
  if (feed.error) return <ProblemNotice problem={feed.error} onRetry={() => void feed.refetch()} />;
  const items = feed.data.pages.flatMap((page) => page.items);
  const canGoOn = !glance && feed.hasNextPage;
  if (items.length === 0 && !canGoOn) return glance ? <p className="text-sm text-ink-2">{t("none")}</p> : <EmptyState icon={ActivityIcon} title={t(kind ? "noneOfKind" : "none")} />;
  return (
    <>
      <ol>
        {items.map((item) => (
          <Entry key={item.id} item={item} />
        ))}
      </ol>
      {canGoOn && (
        <Button className="mt-4" onClick={() => void feed.fetchNextPage()} busy={feed.isFetchingNextPage}>
          {t("older")}
        </Button>
      )}
    </>
  );
}
