// The catalogue: what is offered and what it costs, as tables to write in; beside them a sample part that shows what a change does.
import i18next from "i18next";
import { useQuery } from "@tanstack/react-query";
import { Link, useBlocker, useParams } from "@tanstack/react-router";
import { BookOpen, Plus, Search } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { isModal, isTyping } from "@/app/keyboard";
import { useActions } from "@/app/palette/providers";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Select } from "@/ui/field";
import { number } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { useTabTitle } from "@/ui/page-title";
import { SearchField } from "@/ui/search-field";
import { SkeletonRows } from "@/ui/skeleton";
import { useMedia, usePhone } from "@/ui/use-media";
import { kindLabel } from "./complaints";
import { kindOf, rowName, tabs, type KindId, type Row } from "./kinds";
import { RowCards, Sheet } from "./row-cards";
import { RowDialog } from "./row-dialog";
import { draftNow, keepDraftOf, useDraftRows } from "./draft";
import { RowTable } from "./row-table";
import { ShownProvider, useShown, useShownValue } from "./shown";
import { CatalogueStale } from "./stale";
import type { TabId } from "./tab-ids";
import { TryBar, TryPanel, useTry } from "./try-panel";

/** Rows that hold all the words, of the chosen service. */
export function matching(rows: Row[], words: string, service: string): Row[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const serves = !service || row.service === service || row.code === service || (!row.service && row.services && (row.services.length === 0 || row.services.includes(service)));
    const text = `${rowName(row)} ${row.code ?? ""} ${(row["colors"] as string[] | undefined)?.join(" ") ?? ""}`.toLowerCase();
    return serves && wanted.every((word) => text.includes(word));
  });
}

function TabLinks({ open }: { open: TabId }) {
  const { t } = useTranslation("materials");
  const current = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    void current.current?.scrollIntoView({ block: "nearest", inline: "center" }); // some browsers answer with a promise
  }, [open]);
  return (
    <nav aria-label={t("title")} className="-mx-4 flex gap-1 overflow-x-auto border-b border-line px-4 sm:-mx-6 sm:px-6">
      {tabs.map((tab) => (
        <Link
          key={tab.id}
          ref={tab.id === open ? current : undefined}
          to="/office/catalogue/$tab"
          params={{ tab: tab.id }}
          className="-mb-px flex h-10 shrink-0 items-center border-b-2 border-transparent px-3 text-sm font-medium text-ink-2 hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink coarse:h-11"
        >
          {i18next.t(`app:catalogueTabs.${tab.id}`)}
        </Link>
      ))}
    </nav>
  );
}

interface Opened {
  kind: KindId;
  from?: Row;
}

interface SectionProps {
  kind: KindId;
  isOnly: boolean;
  words: string;
  service: string;
  onOpen: (opened: Opened) => void;
  chosenIn: KindId | undefined;
  onChoose: (kind: KindId) => void;
}

function KindSection({ kind, isOnly, words, service, onOpen, chosenIn, onChoose }: SectionProps) {
  const { t } = useTranslation("materials");
  const isPhone = usePhone();
  const { mayEdit } = useShown();
  const rows = useDraftRows(kind);
  const all = rows.items;
  const shownRows = useMemo(() => matching(all ?? [], words, service), [all, words, service]);
  const onCopy = useMemo(() => (from: Row) => onOpen({ kind, from }), [kind, onOpen]);
  const add = mayEdit && (
    <Button size="sm" icon={<Plus className="size-4" aria-hidden />} onClick={() => onOpen({ kind })}>
      {t("add")}
    </Button>
  );
  const hasTitle = !isOnly || !!kindOf(kind).isSheet;
  const View = isPhone ? RowCards : kindOf(kind).isSheet ? Sheet : undefined;
  return (
    <section className={cx(hasTitle && "pb-8")}>
      {hasTitle && (
        <div className="sticky left-0 flex items-center justify-between gap-3 pt-4 pb-2 sm:px-6">
          <h2 className="text-sm font-semibold">{kindLabel(kind)}</h2>
          {add}
        </div>
      )}
      {rows.error ? (
        <ProblemNotice problem={rows.error} onRetry={() => void rows.refetch()} />
      ) : !all ? (
        <div className="p-4">
          <SkeletonRows rows={8} className="h-9" />
        </div>
      ) : all.length === 0 ? (
        <EmptyState icon={BookOpen} title={t("empty", { kind: kindLabel(kind) })} action={add}>
          {t(`what.${kind}`)}
        </EmptyState>
      ) : shownRows.length === 0 ? (
        <EmptyState icon={Search} title={t("noMatch")}>
          {t("noMatchWhat")}
        </EmptyState>
      ) : View ? (
        <View kind={kind} rows={shownRows} onCopy={onCopy} />
      ) : (
        <RowTable kind={kind} rows={shownRows} hasKeys={isOnly || !kindOf(kind).isSheet} onCopy={onCopy} chosenIn={chosenIn} onChoose={onChoose} />
      )}
    </section>
  );
}

function Toolbar(props: { kind: KindId; words: string; onWords: (words: string) => void; service: string; onService: (service: string) => void; onAdd: () => void }) {
  const { t } = useTranslation("materials");
  const { mayEdit } = useShown();
  const rows = useDraftRows(props.kind);
  const services = useDraftRows("services").items;
  const first = rows.items?.[0];
  const hasServices = !!first && ("services" in first || "service" in first);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField label={t("search")} words={props.words} onWords={props.onWords} />
      {hasServices && services && (
        <Select aria-label={t("byService")} value={props.service} onChange={(event) => props.onService(event.target.value)} className="!h-8 !w-auto max-w-52 max-sm:flex-1 coarse:!h-11">
          <option value="">{t("allServices")}</option>
          {services.map((one) => (
            <option key={one.id} value={one.code}>
              {one.name}
            </option>
          ))}
        </Select>
      )}
      <span className="tabular ml-1 text-sm text-ink-3 max-sm:hidden">{rows.items && t("rows", { count: rows.items.length, shown: number(rows.items.length, 0) })}</span>
      {mayEdit && (
        <Button size="sm" className="ml-auto" icon={<Plus className="size-4" aria-hidden />} onClick={props.onAdd}>
          {t("add")}
        </Button>
      )}
    </div>
  );
}

/** "n" adds a row, as in the sheet of keys. */
function useAddKey(isOn: boolean, onAdd: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isModal()) return;
      event.preventDefault();
      onAdd();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}

function Catalogue({ tab }: { tab: (typeof tabs)[number] }) {
  const { t } = useTranslation("materials");
  const { mayEdit } = useShown();
  const isWide = useMedia("(min-width: 1280px)");
  const state = useTry();
  // What is written stays while one looks at other pages; closing the tab would lose it.
  useBlocker({ shouldBlockFn: () => false, enableBeforeUnload: () => draftNow().length > 0 });
  const [words, setWords] = useState("");
  const [service, setService] = useState("");
  const [opened, setOpened] = useState<Opened>();
  const [chosenIn, setChosenIn] = useState<KindId>();
  const [isTrying, setTrying] = useState(false);
  const kinds: readonly KindId[] = tab.kinds;
  const isOnly = kinds.length === 1;
  const hasToolbar = isOnly && !kindOf(kinds[0]!).isSheet;
  useTabTitle(`${i18next.t(`app:catalogueTabs.${tab.id}`)} · ${t("title")}`);
  useEffect(() => {
    setWords("");
    setService("");
  }, [tab.id]);
  const firstKind = kinds[0]!;
  useAddKey(mayEdit, () => setOpened({ kind: firstKind }));
  useActions(t("title"), mayEdit ? kinds.map((kind) => ({ id: `add-${kind}`, label: t("addTitle", { kind: kindLabel(kind) }), icon: Plus, run: () => setOpened({ kind }) })) : []);
  return (
    <div className="relative -mx-4 -my-6 flex h-[calc(100dvh-3.5rem-var(--top))] flex-col sm:-mx-6">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 pt-5 sm:px-6">
        <h1 className="text-lg font-semibold tracking-tight">{t("title")}</h1>
        <TabLinks open={tab.id} />
        {!mayEdit && <Notice>{t("readOnly")}</Notice>}
        {hasToolbar && <Toolbar kind={firstKind} words={words} onWords={setWords} service={service} onService={setService} onAdd={() => setOpened({ kind: firstKind })} />}
      </div>
      <div className={cx("relative grid min-h-0 flex-1", isWide && "grid-cols-[minmax(0,1fr)_22rem]", hasToolbar && "mt-3 border-t border-line")}>
        <div className="min-h-0 overflow-auto pb-16 max-sm:px-4" tabIndex={-1}>
          {kinds.map((kind) => (
            <KindSection key={kind} kind={kind} isOnly={isOnly} words={words} service={service} onOpen={setOpened} chosenIn={chosenIn} onChoose={setChosenIn} />
          ))}
        </div>
        {isWide && (
          <aside aria-label={t("try.title")} className="min-h-0 overflow-y-auto border-l border-line px-5 py-5">
            <TryPanel state={state} />
          </aside>
        )}
      </div>
      {!isWide && <TryBar state={state} onOpen={() => setTrying(true)} />}
      <Dialog open={isTrying && !isWide} onOpenChange={setTrying} title={t("try.title")} as="sheet" width="sm">
        <TryPanel state={state} isTitled={false} />
      </Dialog>
      {opened && <RowDialog key={`${opened.kind}-${opened.from?.id}`} {...opened} onClose={() => setOpened(undefined)} />}
      <CatalogueStale />
    </div>
  );
}

export function CataloguePage() {
  const { tab: id } = useParams({ from: "/office/catalogue/$tab" });
  const { me } = useSession();
  useEffect(() => {
    if (me) keepDraftOf(me.id);
  }, [me]);
  const company = useQuery({ queryKey: keys.company, queryFn: ({ signal }) => api.get("/api/v1/company", { signal }), staleTime: 60_000 });
  const shown = useShownValue(company.data?.currency ?? "USD");
  const tab = tabs.find((one) => one.id === id) ?? tabs[0];
  if (company.error) return <ProblemNotice problem={company.error} onRetry={() => void company.refetch()} />;
  if (!company.data) return <SkeletonRows rows={10} className="h-9" />;
  return (
    <ShownProvider value={shown}>
      <Catalogue tab={tab} />
    </ShownProvider>
  );
}
