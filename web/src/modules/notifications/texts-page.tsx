// The texts of messages per event and channel in one language, and what people are told who have not chosen.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ChevronLeft, PenLine, RotateCcw } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { languages } from "@/app/i18n";
import { NeedsRight } from "@/app/needs-right";
import { Checkbox, Select } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { BulkBar } from "@/ui/record-table/bulk-bar";
import type { BulkAction } from "@/ui/record-table/column";
import { useSelection, type Selection } from "@/ui/record-table/use-selection";
import { SkeletonRows } from "@/ui/skeleton";
import { Badge } from "@/ui/status";
import { Tabs } from "@/ui/tabs";
import { toastProblem } from "@/ui/toast";
import { ChoiceTable, withChoice, type Choice } from "./choice-table";
import { channels, type TextLanguage } from "./search";
import { eventName } from "./words";

type Summary = Schema<"TemplateSummary">;

/** The texts that somebody has changed once: all others are the built-in ones, and have no own to go back to. */
const changedOf = (items: readonly Summary[]) => items.filter((one) => one.version > 0).map((one) => one.id);

function useTextActions(): BulkAction[] {
  const { t } = useTranslation("bulk");
  const path = "/api/v1/message-templates/bulk/update";
  return [
    { id: "built-in", label: t("texts.builtIn"), icon: RotateCcw, path, body: { is_own: false }, canUndo: true },
    { id: "own", label: t("texts.own"), icon: PenLine, path, body: { is_own: true }, canUndo: true },
  ];
}

function EventRow({ event, items, locale, selection }: { event: string; items: readonly Summary[]; locale: TextLanguage; selection: Selection }) {
  const { t } = useTranslation(["notifications", "ui"]);
  const changed = changedOf(items);
  const isChosen = changed.length > 0 && changed.every((id) => selection.has(id));
  const choose = () => selection.choose(isChosen ? [...selection.ids].filter((id) => !changed.includes(id)) : [...selection.ids, ...changed]);
  return (
    <li className="grid gap-2 border-b border-line py-3 last:border-0 max-sm:grid-cols-[auto_minmax(0,1fr)] max-sm:[&>:last-child]:col-span-2 sm:grid-cols-[auto_minmax(0,1fr)_auto] sm:items-center">
      <span className="grid size-5 place-items-center">
        {changed.length > 0 && <input type="checkbox" aria-label={t("ui:table.choose", { name: eventName(event) })} checked={isChosen} onChange={choose} className="size-4 accent-(--accent)" />}
      </span>
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
  const { t } = useTranslation(["notifications", "bulk"]);
  const selection = useSelection(locale);
  const actions = useTextActions();
  const navigate = useNavigate();
  const all = useQuery({
    queryKey: keys.templates({ locale }),
    queryFn: ({ signal }) => api.get("/api/v1/message-templates", { query: { locale }, signal }),
  });
  const byEvent = new Map<string, Summary[]>();
  for (const one of all.data?.items ?? []) byEvent.set(one.event, [...(byEvent.get(one.event) ?? []), one]);
  const changed = changedOf(all.data?.items ?? []);
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
      {changed.length > 0 && (
        <Checkbox checked={changed.every((id) => selection.has(id))} onChange={(event) => (event.target.checked ? selection.choose(changed) : selection.clear())}>
          {t("bulk:texts.chooseChanged")}
        </Checkbox>
      )}
      <ul>
        {[...byEvent].map(([event, items]) => (
          <EventRow key={event} event={event} items={items} locale={locale} selection={selection} />
        ))}
      </ul>
      <div className="sticky bottom-2 z-20 h-0">
        <BulkBar actions={actions} selection={selection} total={selection.ids.size} filter="" queryKey={keys.templates() as readonly string[]} />
      </div>
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
