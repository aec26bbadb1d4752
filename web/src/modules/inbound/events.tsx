// What came to one incoming webhook, and what became of it; each in full, to be handled once more.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Download, Inbox, RotateCcw } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Facts } from "@/ui/facts";
import { dateTime, number, relative } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { Skeleton, SkeletonRows } from "@/ui/skeleton";
import { StatusFilter } from "@/ui/status-filter";
import { toast, toastProblem } from "@/ui/toast";
import { bodyText } from "@/modules/webhooks/words";
import { EVENT_STATUSES, EventTag, type Endpoint, type EventStatus, type InboundEvent, type InboundEventDetail } from "./words";

const LOOK_AGAIN_MS = 3_000;

function Row({ event, onOpen }: { event: InboundEvent; onOpen: () => void }) {
  const { t } = useTranslation("inbound");
  return (
    <li>
      <button type="button" onClick={onOpen} className="grid w-full gap-x-4 gap-y-1 rounded-lg px-2 py-2.5 text-left text-sm hover:bg-hover sm:grid-cols-[minmax(0,1fr)_9rem_minmax(0,10rem)_7rem] sm:items-center">
        <span className="truncate font-medium" translate="no">
          {event.event_name || event.event_key}
        </span>
        <span>
          <EventTag status={event.status} />
        </span>
        <span className="truncate text-ink-2">{event.repeats > 0 && t("cameAgain", { count: event.repeats })}</span>
        <time dateTime={event.received_at} title={dateTime(event.received_at)} className="text-ink-3 sm:text-right">
          {relative(event.received_at)}
        </time>
      </button>
    </li>
  );
}

const code = "overflow-x-auto rounded-lg bg-sunken p-4 font-mono text-xs leading-5 whitespace-pre-wrap break-words";

function Content({ event }: { event: InboundEventDetail }) {
  const { t } = useTranslation("inbound");
  const { may } = useSession();
  return (
    <div className="grid gap-6">
      <div className="grid justify-items-start gap-2 text-sm">
        <EventTag status={event.status} />
        {event.outcome && (
          <p className="text-ink-2" translate="no">
            {event.outcome}
          </p>
        )}
        {event.job_id && event.status !== "handled" && may("jobs.read") && (
          <Link to="/office/jobs/$jobId" params={{ jobId: event.job_id }} className="text-accent-ink underline">
            {t("itsJob")}
          </Link>
        )}
      </div>
      <Facts
        facts={[
          { label: t("fields.event_key"), value: <span className="break-all" translate="no">{event.event_key}</span> },
          { label: t("fields.received_at"), value: dateTime(event.received_at) },
          { label: t("fields.repeats"), value: number(event.repeats, 0) },
          { label: t("fields.remote_address"), value: event.remote_address },
          { label: t("fields.size"), value: t("bytes", { count: event.size, size: number(event.size, 0) }) },
        ]}
      />
      <section className="grid gap-2">
        <div className="flex items-center justify-between gap-2">
          <h3 className="text-sm font-semibold">{t("body")}</h3>
          {event.has_raw && (
            <a href={`/api/v1/inbound-events/${event.id}/body`} download className="inline-flex items-center gap-1.5 text-sm text-ink-2 underline">
              <Download className="size-4" aria-hidden />
              {t("download")}
            </a>
          )}
        </div>
        {event.body ? (
          <pre className={code} translate="no">
            {bodyText(event.body)}
          </pre>
        ) : (
          <p className="text-sm text-ink-2">{t(event.has_raw ? "notText" : "gone")}</p>
        )}
      </section>
      {event.headers.length > 0 && (
        <section className="grid gap-2">
          <h3 className="text-sm font-semibold">{t("headers")}</h3>
          <pre className={code} translate="no">
            {event.headers.map(({ name, value }) => `${name}: ${value}`).join("\n")}
          </pre>
        </section>
      )}
    </div>
  );
}

function EventSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation("inbound");
  const client = useQueryClient();
  const path = { inbound_event_id: id };
  const found = useQuery({
    queryKey: keys.inboundEvent(id),
    queryFn: ({ signal }) => api.get("/api/v1/inbound-events/{inbound_event_id}", { path, signal }),
    refetchInterval: ({ state }) => (state.data?.status === "received" ? LOOK_AGAIN_MS : false),
  });
  const again = useMutation({
    mutationFn: () => api.post("/api/v1/inbound-events/{inbound_event_id}/replay", { path }),
    onSuccess: () => toast(t("replayed")),
    onError: (problem) => toastProblem(problem),
    onSettled: () => client.invalidateQueries({ queryKey: keys.inbound }),
  });
  const event = found.data;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      as="sheet"
      title={event ? event.event_name || event.event_key : t("event")}
      description={event && dateTime(event.received_at)}
      isText
      footer={
        <Button kind="primary" disabled={!event?.allowed_actions.includes("replay")} busy={again.isPending} icon={<RotateCcw className="size-4" aria-hidden />} onClick={() => again.mutate()}>
          {t("replay")}
        </Button>
      }
    >
      {found.error ? <ProblemNotice problem={found.error} onRetry={() => void found.refetch()} /> : !event ? <Skeleton className="h-64" /> : <Content event={event} />}
    </Dialog>
  );
}

interface Props {
  endpoint: Endpoint;
  opened: string | undefined;
  onOpen: (id: string | undefined) => void;
  status: EventStatus | undefined;
  onStatus: (status: EventStatus | undefined) => void;
}

export function Events({ endpoint, opened, onOpen, status, onStatus }: Props) {
  const { t } = useTranslation("inbound");
  const query = { endpoint_id: endpoint.id, page_size: 50, total: false, ...(status ? { status } : {}) } as const;
  const found = useInfiniteQuery({
    queryKey: keys.inboundEvents(query),
    queryFn: ({ signal, pageParam }) => api.get("/api/v1/inbound-events", { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.items.some((event) => event.status === "received") ? LOOK_AGAIN_MS : 15_000),
  });
  const all = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <StatusFilter
        label={t("fields.standing")}
        all={t("views.all")}
        value={status}
        onChange={(value) => onStatus(value as EventStatus | undefined)}
        groups={EVENT_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
      />
      {found.isPending ? (
        <SkeletonRows rows={5} className="h-10" />
      ) : found.error ? (
        <ProblemNotice problem={found.error} onRetry={() => void found.refetch()} />
      ) : all.length === 0 ? (
        <EmptyState icon={Inbox} title={t("noEvents")}>
          {t("noEventsWhat")}
        </EmptyState>
      ) : (
        <ul aria-label={t("events")} className="-mx-2 grid">
          {all.map((event) => (
            <Row key={event.id} event={event} onOpen={() => onOpen(event.id)} />
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Button size="sm" className="mt-3" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("older")}
        </Button>
      )}
      {opened && <EventSheet id={opened} onClose={() => onOpen(undefined)} />}
    </>
  );
}
