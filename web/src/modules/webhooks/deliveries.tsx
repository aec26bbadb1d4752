// The log of one webhook: what was sent, and what came of it; each delivery in full, to be sent again.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw, Send } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { dateTime, number, relative } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { Skeleton, SkeletonRows } from "@/ui/skeleton";
import { StatusFilter } from "@/ui/status-filter";
import { toast, toastProblem } from "@/ui/toast";
import { bodyText, DeliveryTag, eventName, outcome, type Delivery, type DeliveryDetail, type DeliveryStatus, type Webhook } from "./words";

const LOOK_AGAIN_MS = 3_000;
const isOpen = (delivery: Delivery) => delivery.status === "queued" || delivery.status === "retrying";

function Row({ delivery, onOpen }: { delivery: Delivery; onOpen: () => void }) {
  const { t } = useTranslation("webhooks");
  return (
    <li>
      <button type="button" onClick={onOpen} className="grid w-full gap-x-4 gap-y-1 rounded-lg px-2 py-2.5 text-left text-sm hover:bg-hover sm:grid-cols-[minmax(0,1fr)_9rem_minmax(0,10rem)_7rem] sm:items-center">
        <span className="truncate font-medium">{eventName(delivery.event_name)}</span>
        <span>
          <DeliveryTag status={delivery.status} />
        </span>
        <span className="truncate text-ink-2">
          {outcome({ status: delivery.last_status, fault: delivery.last_fault })}
          {delivery.attempts > 1 && ` · ${t("tries", { count: delivery.attempts })}`}
        </span>
        <time dateTime={delivery.created_at} title={dateTime(delivery.created_at)} className="text-ink-3 sm:text-right">
          {relative(delivery.created_at)}
        </time>
      </button>
    </li>
  );
}

const code = "overflow-x-auto rounded-lg bg-sunken p-4 font-mono text-xs leading-5 whitespace-pre-wrap break-words";

function Attempts({ of }: { of: DeliveryDetail }) {
  const { t } = useTranslation("webhooks");
  if (of.tries.length === 0) return <p className="text-sm text-ink-2">{t("noTries")}</p>;
  return (
    <ol className="grid gap-3">
      {[...of.tries].reverse().map((one, index) => (
        <li key={`${one.at} ${index}`} className="text-sm">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-medium">{outcome(one)}</span>
            <span className="tabular text-ink-2">{t("took", { ms: number(one.duration_ms, 0) })}</span>
            <time dateTime={one.at} className="text-ink-3">
              {dateTime(one.at)}
            </time>
          </p>
          {one.detail && <p className="text-ink-2" translate="no">{one.detail}</p>}
          {one.answer && (
            <pre className={`mt-1 ${code}`} translate="no">
              {one.answer}
            </pre>
          )}
        </li>
      ))}
    </ol>
  );
}

function DeliverySheet({ id, webhook, onClose }: { id: string; webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  const client = useQueryClient();
  const path = { webhook_delivery_id: id };
  const found = useQuery({
    queryKey: keys.webhookDelivery(id),
    queryFn: ({ signal }) => api.get("/api/v1/webhook-deliveries/{webhook_delivery_id}", { path, signal }),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? LOOK_AGAIN_MS : false),
  });
  const again = useMutation({
    mutationFn: () => api.post("/api/v1/webhook-deliveries/{webhook_delivery_id}/redeliver", { path }),
    onSuccess: () => toast(t("sentAgain")),
    onError: (problem) => toastProblem(problem),
    onSettled: () => client.invalidateQueries({ queryKey: keys.webhooks }),
  });
  const delivery = found.data;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      as="sheet"
      title={delivery ? eventName(delivery.event_name) : t("delivery")}
      description={delivery && dateTime(delivery.created_at)}
      isText
      footer={
        <Button kind="primary" disabled={!webhook.is_active || delivery?.status === "queued"} busy={again.isPending} icon={<RotateCcw className="size-4" aria-hidden />} onClick={() => again.mutate()}>
          {t("again")}
        </Button>
      }
    >
      {found.error ? (
        <ProblemNotice problem={found.error} onRetry={() => void found.refetch()} />
      ) : !delivery ? (
        <Skeleton className="h-64" />
      ) : (
        <div className="grid gap-6">
          <p className="flex flex-wrap items-center gap-3 text-sm">
            <DeliveryTag status={delivery.status} />
            {isOpen(delivery) && delivery.next_attempt_at && delivery.attempts > 0 && <span className="text-ink-2">{t("nextTry", { when: dateTime(delivery.next_attempt_at) })}</span>}
          </p>
          <section className="grid gap-2">
            <h3 className="text-sm font-semibold">{t("answers")}</h3>
            <Attempts of={delivery} />
          </section>
          <section className="grid gap-2">
            <h3 className="text-sm font-semibold">{t("request")}</h3>
            <p className="font-mono text-xs break-all text-ink-2" translate="no">
              POST {webhook.url}
            </p>
            <pre className={code} translate="no">
              {bodyText(delivery.body)}
            </pre>
          </section>
        </div>
      )}
    </Dialog>
  );
}

interface Props {
  webhook: Webhook;
  opened: string | undefined;
  onOpen: (id: string | undefined) => void;
  status: DeliveryStatus | undefined;
  onStatus: (status: DeliveryStatus | undefined) => void;
}

export function Deliveries({ webhook, opened, onOpen, status, onStatus }: Props) {
  const { t } = useTranslation("webhooks");
  const query = { webhook_id: webhook.id, page_size: 50, total: false, ...(status ? { status } : {}) } as const;
  const found = useInfiniteQuery({
    queryKey: keys.webhookDeliveries(query),
    queryFn: ({ signal, pageParam }) => api.get("/api/v1/webhook-deliveries", { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.items.some(isOpen) ? LOOK_AGAIN_MS : 15_000),
  });
  const all = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <StatusFilter
        label={t("fields.standing")}
        all={t("views.all")}
        value={status}
        onChange={(value) => onStatus(value as DeliveryStatus | undefined)}
        groups={(["delivered", "queued", "retrying", "failed"] as const).map((value) => ({ value, label: t(`status.${value}`) }))}
      />
      {found.isPending ? (
        <SkeletonRows rows={5} className="h-10" />
      ) : found.error ? (
        <ProblemNotice problem={found.error} onRetry={() => void found.refetch()} />
      ) : all.length === 0 ? (
        <EmptyState icon={Send} title={t("noDeliveries")}>
          {t("noDeliveriesWhat")}
        </EmptyState>
      ) : (
        <ul aria-label={t("deliveries")} className="-mx-2 grid">
          {all.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} onOpen={() => onOpen(delivery.id)} />
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Button size="sm" className="mt-3" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("older")}
        </Button>
      )}
      {opened && <DeliverySheet id={opened} webhook={webhook} onClose={() => onOpen(undefined)} />}
    </>
  );
}
