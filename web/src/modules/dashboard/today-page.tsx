// The day at a glance: what waits, what stands where, what the days brought, how fast prices are. Every number leads to its rows.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight, CircleCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { orderLooks } from "@/modules/orders/status";
import { ActivityFeed } from "@/modules/timeline/activity-feed";
import { BarChart, type Bar } from "@/ui/bar-chart";
import { cx } from "@/ui/cx";
import { date, day, localeNow, money, number, percent, relative } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { Thumbnail } from "@/ui/record-list";
import { queryFrom } from "@/ui/record-table/grammar";
import { Skeleton } from "@/ui/skeleton";
import { statusIcons } from "@/ui/status";
import { daysBetween, nextDay } from "./days";

type Dashboard = Schema<"Dashboard">;
type Queue = Dashboard["queues"][number];
const pathOf = (list: string) => (list === "quotes" ? "/office/quotes" : "/office/orders");

function Card({ title, more, children, className }: { title: string; more?: React.ReactNode; children: React.ReactNode; className?: string }) {
  return (
    <section className={cx("grid grid-cols-[minmax(0,1fr)] content-start gap-4 rounded-xl bg-surface p-5 shadow-card", className)}>
      <div className="flex min-h-7 items-center justify-between gap-3">
        <h2 className="text-sm font-semibold">{title}</h2>
        {more}
      </div>
      {children}
    </section>
  );
}

function Queues({ queues }: { queues: Queue[] }) {
  const { t } = useTranslation("dashboard");
  const waiting = queues.filter((queue) => queue.count > 0);
  if (waiting.length === 0)
    return (
      <p className="flex items-center gap-2 text-sm text-ink-2">
        <CircleCheck className="size-4 text-good" aria-hidden />
        {t("nothingWaits")}
      </p>
    );
  return (
    <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-4 xl:grid-cols-5">
      {waiting.map((queue) => {
        const isReview = queue.code === "quotes_to_review";
        return (
          <li key={queue.code}>
            <Link
              to={isReview ? "/office/review" : pathOf(queue.list)}
              search={(isReview ? {} : queryFrom(queue.query)) as never}
              className="grid h-full gap-1 rounded-xl bg-surface p-4 shadow-card transition-colors hover:bg-hover"
            >
              <span className="tabular text-2xl font-semibold tracking-tight">{number(queue.count, 0)}</span>
              <span className="text-sm text-ink-2">{t(`queues.${queue.code as "quotes_to_review"}`, { defaultValue: queue.code })}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function Waiting({ quotes }: { quotes: Dashboard["waiting_quotes"] }) {
  const { t } = useTranslation("dashboard");
  return (
    <Card
      title={t("longest")}
      more={
        quotes.length > 0 && (
          <Link to="/office/review" className="flex items-center gap-1 rounded-sm text-sm text-accent-ink hover:underline">
            {t("review")}
            <ArrowRight className="size-3.5" aria-hidden />
          </Link>
        )
      }
    >
      {quotes.length === 0 ? (
        <p className="text-sm text-ink-2">{t("nothingToReview")}</p>
      ) : (
        <ul className="-mx-2 grid">
          {quotes.map((quote) => (
            <li key={quote.id}>
              <Link to="/office/review" search={{ quote: quote.id }} className="flex items-center gap-3 rounded-lg p-2 text-sm hover:bg-hover">
                <Thumbnail src={quote.preview_url} className="size-11" />
                <span className="grid min-w-0 flex-1">
                  <span className="truncate font-medium">{quote.customer_name}</span>
                  <span className="truncate text-ink-3">
                    <span className="tabular">{quote.number}</span> · {relative(quote.created_at)}
                  </span>
                </span>
                <span className="tabular font-medium">{money(quote.total, quote.currency, true)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const barTones = { quiet: "bg-line-strong", info: "bg-info", warn: "bg-warn", good: "bg-good", bad: "bg-bad" };

function OrdersByState({ counts }: { counts: Dashboard["orders_by_status"] }) {
  const { t } = useTranslation("dashboard");
  const { t: orders } = useTranslation("orders");
  const most = Math.max(1, ...counts.map((one) => one.count));
  return (
    <Card title={t("ordersByState")}>
      <ul className="-mx-2 grid">
        {counts.map(({ status, count }) => {
          const look = orderLooks[status as keyof typeof orderLooks];
          const Icon = statusIcons[look.icon];
          return (
            <li key={status}>
              <Link to="/office/orders" search={{ status }} className="grid grid-cols-[9.5rem_minmax(0,1fr)_2.5rem] items-center gap-3 rounded-md px-2 py-1.5 text-sm hover:bg-hover">
                <span className="flex min-w-0 items-center gap-2">
                  <Icon className="size-4 shrink-0 text-ink-3" aria-hidden />
                  <span className="truncate">{orders(`status.${status as "pending"}`)}</span>
                </span>
                <span className="h-2 rounded-full" aria-hidden>
                  <span className={cx("block h-full rounded-full", barTones[look.tone])} style={{ width: `${(count / most) * 100}%` }} />
                </span>
                <span className="tabular text-right font-medium">{number(count, 0)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Revenue({ board }: { board: Dashboard }) {
  const { t } = useTranslation("dashboard");
  const sum = board.revenue[0];
  const currency = sum?.currency;
  const byDay = new Map(board.revenue_by_day.filter((one) => one.currency === currency).map((one) => [one.day, one]));
  const bars = daysBetween(board.first_day, board.today).map((one): Bar => {
    const found = byDay.get(one);
    return {
      id: one,
      tick: day(one).replace(/\s*\d{4}.*$/, ""),
      label: day(one),
      value: Number(found?.ordered ?? 0),
      text: found ? `${money(found.ordered, found.currency)} · ${t("ordersCount", { count: found.orders })}` : "–",
      to: { path: "/office/orders", search: { created_at__gte: one, created_at__lt: nextDay(one) } },
    };
  });
  const short = (value: number) => new Intl.NumberFormat(localeNow(), { notation: "compact", maximumFractionDigits: 1 }).format(value);
  return (
    <Card title={t("ordered")} className="lg:col-span-2" more={sum && <span className="text-sm text-ink-3">{t("inDays", { count: bars.length })}</span>}>
      {!sum || !currency ? (
        <p className="text-sm text-ink-2">{t("noRevenue")}</p>
      ) : (
        <>
          <dl className="flex flex-wrap gap-x-8 gap-y-2">
            {[
              { label: t("ordered"), value: money(sum.ordered, currency, true), search: { created_at__gte: board.first_day } },
              { label: t("received"), value: money(sum.revenue, currency, true), search: { created_at__gte: board.first_day, payment_status: "paid,partial" } },
              { label: t("orders"), value: number(sum.orders, 0), search: { created_at__gte: board.first_day } },
            ].map((figure) => (
              <div key={figure.label}>
                <dt className="text-sm text-ink-2">{figure.label}</dt>
                <dd className="tabular text-xl font-semibold tracking-tight">
                  <Link to="/office/orders" search={figure.search} className="rounded-sm hover:underline">
                    {figure.value}
                  </Link>
                </dd>
              </div>
            ))}
          </dl>
          <BarChart label={t("ordered")} bars={bars} axis={short} />
        </>
      )}
    </Card>
  );
}

function Speed({ board }: { board: Dashboard }) {
  const { t } = useTranslation("dashboard");
  const { win_rate: rate, calculation_time: times } = board;
  const inMs = (seconds: number | null | undefined) => (seconds === null || seconds === undefined ? "–" : seconds < 1 ? t("ms", { value: number(seconds * 1000, 0) }) : t("s", { value: number(seconds, 1) }));
  const ended = { expires_at__gte: board.first_day };
  return (
    <Card title={t("pace")}>
      <dl className="grid gap-4">
        <div>
          <dt className="text-sm text-ink-2">{t("winRate")}</dt>
          <dd className="tabular text-xl font-semibold tracking-tight">
            <Link to="/office/quotes" search={{ status: "converted,rejected,cancelled,expired", ...ended }} className="rounded-sm hover:underline">
              {rate.share === null || rate.share === undefined ? "–" : percent(rate.share)}
            </Link>
          </dd>
          <dd className="text-sm text-ink-3">{t("wonOf", { won: number(rate.won, 0), ended: number(rate.won + rate.lost, 0) })}</dd>
        </div>
        <div>
          <dt className="text-sm text-ink-2">{t("calculation")}</dt>
          <dd className="tabular text-xl font-semibold tracking-tight">{inMs(times.p50_seconds)}</dd>
          <dd className="text-sm text-ink-3">{times.count > 0 ? t("calculationMore", { p95: inMs(times.p95_seconds), count: times.count, shown: number(times.count, 0) }) : t("noCalculations")}</dd>
        </div>
      </dl>
    </Card>
  );
}

function Lately() {
  const { t } = useTranslation("timeline");
  return (
    <Card
      title={t("lately")}
      className="mt-4"
      more={
        <Link to="/office/activity" className="flex items-center gap-1 rounded-sm text-sm text-accent-ink hover:underline">
          {t("all")}
          <ArrowRight className="size-3.5" aria-hidden />
        </Link>
      }
    >
      <ActivityFeed glance={6} />
    </Card>
  );
}

const spans = [7, 30, 90] as const;

export function TodayPage() {
  const { t } = useTranslation("dashboard");
  const { me, may } = useSession();
  const [days, setDays] = useState<(typeof spans)[number]>(30);
  const board = useQuery({
    queryKey: keys.dashboard(days),
    queryFn: ({ signal }) => api.get("/api/v1/dashboard", { query: { days }, signal }),
    placeholderData: (before) => before,
    enabled: may("orders.read"),
  });
  return (
    <div className="mx-auto max-w-6xl">
      <PageTitle
        title={t("today")}
        actions={
          <div role="group" aria-label={t("span")} className="flex rounded-md bg-sunken p-0.5">
            {spans.map((span) => (
              <button
                key={span}
                type="button"
                aria-pressed={span === days}
                onClick={() => setDays(span)}
                className="tabular h-8 rounded-md px-3 text-sm text-ink-2 aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-card coarse:h-10"
              >
                {t("days", { count: span })}
              </button>
            ))}
          </div>
        }
      >
        {me?.company.name}
        {board.data && ` · ${date(new Date(`${board.data.today}T12:00:00Z`))}`}
      </PageTitle>
      {board.error && <ProblemNotice problem={board.error} onRetry={() => void board.refetch()} />}
      {board.isPending && !board.error && may("orders.read") && (
        <div className="grid gap-4" role="status" aria-busy="true">
          <Skeleton className="h-24" />
          <Skeleton className="h-72" />
        </div>
      )}
      {board.data && (
        <div className="grid gap-4">
          <Queues queues={board.data.queues} />
          <div className="grid gap-4 lg:grid-cols-3">
            <Revenue board={board.data} />
            <Speed board={board.data} />
          </div>
          <div className="grid gap-4 lg:grid-cols-2">
            <Waiting quotes={board.data.waiting_quotes} />
            <OrdersByState counts={board.data.orders_by_status} />
          </div>
        </div>
      )}
      {may("company.read") && <Lately />}
    </div>
  );
}
