// The texts of messages per event and channel in one language, and what people are told who have not chosen.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { languages } from "@/app/i18n";
import { NeedsRight } from "@/app/needs-right";
import { Select } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { SkeletonRows } from "@/ui/skeleton";
import { Badge } from "@/ui/status";
import { Tabs } from "@/ui/tabs";
import { toastProblem } from "@/ui/toast";
import { ChoiceTable, withChoice, type Choice } from "./choice-table";
import { channels, type TextLanguage } from "./search";
import { eventName } from "./words";

type Summary = Schema<"TemplateSummary">;

function EventRow({ event, items, locale }: { event: string; items: readonly Summary[]; locale: TextLanguage }) {
  const { t } = useTranslation("notifications");
  return (
    <li className="grid gap-2 border-b border-line py-3 last:border-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <span className="min-w-0 text-sm">
        <span className="block font-medium">{eventName(event)}</span>
        <span className="block truncate text-ink-2" translate="no">{items.find((one) => one.channel === "email")?.subject}</span>
      </span>
      <span className="flex flex-wrap gap-1.5">
        {channels.map((channel) => (
          <Link
            key={channel}
            to="/office/messages/texts/$event"
            params={{ event }}
            search={{ channel, locale }}
            className="inline-flex h-8 items-center gap-2 rounded-md bg-surface px-3 text-sm ring-1 ring-line-strong ring-inset hover:bg-hover coarse:h-11"
          >
            <span className="sr-only">{eventName(event)}: </span>
            {t(`channels.${channel}`)}
            {items.some((one) => one.channel === channel && one.is_own) && <Badge tone="info">{t("texts.own")}</Badge>}
          </Link>
        ))}
      </span>
    </li>
  );
}

function Texts({ locale }: { locale: TextLanguage }) {
  const { t } = useTranslation("notifications");
  const navigate = useNavigate();
  const all = useQuery({
    queryKey: keys.templates({ locale }),
    queryFn: ({ signal }) => api.get("/api/v1/message-templates", { query: { locale }, signal }),
  });
  const byEvent = new Map<string, Summary[]>();
  for (const one of all.data?.items ?? []) byEvent.set(one.event, [...(byEvent.get(one.event) ?? []), one]);
  return (
    <div className="grid gap-2">
      <Select
        aria-label={t("texts.language")}
        className="max-w-60"
        value={locale}
        onChange={(event) => void navigate({ to: ".", search: { locale: event.target.value as TextLanguage }, replace: true })}
      >
        {Object.entries(languages).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      {all.error && <ProblemNotice problem={all.error} onRetry={() => void all.refetch()} />}
      {all.isPending && <SkeletonRows />}
      <ul>
        {[...byEvent].map(([event, items]) => (
          <EventRow key={event} event={event} items={items} locale={locale} />
        ))}
      </ul>
    </div>
  );
}

function DefaultChoices() {
  const { t } = useTranslation("notifications");
  const client = useQueryClient();
  const defaults = useQuery({ queryKey: keys.notificationDefaults, queryFn: ({ signal }) => api.get("/api/v1/notification-defaults", { signal }) });
  const change = useMutation({
    mutationFn: (choice: Choice) => api.patch("/api/v1/notification-defaults", { body: { choices: [choice] } }),
    onMutate: (choice) => {
      if (defaults.data) client.setQueryData(keys.notificationDefaults, { groups: withChoice(defaults.data.groups, choice) });
    },
    onSuccess: (answer) => client.setQueryData(keys.notificationDefaults, answer),
    onError: (problem) => {
      toastProblem(problem);
      void defaults.refetch();
    },
  });
  return (
    <div className="grid max-w-3xl gap-4">
      <p className="text-sm text-ink-2">{t("defaults.what")}</p>
      {defaults.error && <ProblemNotice problem={defaults.error} onRetry={() => void defaults.refetch()} />}
      {defaults.isPending && <SkeletonRows rows={5} className="h-9" />}
      {defaults.data && <ChoiceTable groups={defaults.data.groups} label={t("defaults.title")} onChoose={(choice) => change.mutate(choice)} />}
    </div>
  );
}

function Page() {
  const { t, i18n } = useTranslation("notifications");
  const { locale = i18n.language as TextLanguage, tab } = useSearch({ from: "/office/messages/texts" });
  const navigate = useNavigate();
  return (
    <div className="mx-auto max-w-5xl">
      <Link to="/office/messages" className="-ml-1 inline-flex h-8 items-center gap-1 rounded-md px-1 text-sm text-ink-3 hover:text-ink coarse:h-10">
        <ChevronLeft className="size-4" aria-hidden />
        {t("messages.title")}
      </Link>
      <PageTitle title={t("texts.title")} />
      <Tabs
        label={t("texts.title")}
        value={tab === "defaults" ? tab : "texts"}
        onChange={(id) => void navigate({ to: ".", search: id === "defaults" ? { tab: "defaults" } : { locale }, replace: true })}
        tabs={[
          { id: "texts", label: t("texts.tab"), content: <Texts locale={locale} /> },
          { id: "defaults", label: t("defaults.title"), content: <DefaultChoices /> },
        ]}
      />
    </div>
  );
}

export function TextsPage() {
  const { t } = useTranslation("notifications");
  return (
    <NeedsRight right="notifications.manage" title={t("texts.title")}>
      <Page />
    </NeedsRight>
  );
}
