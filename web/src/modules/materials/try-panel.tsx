// "Try it": a sample part priced by the catalogue as it stands and by what has been written but not saved, beside each other; from
// here it is saved or discarded.
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowRight, Undo2, Upload } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf, type Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { namesFrom } from "@/modules/quotes/names";
import { ChoiceForm } from "@/modules/quotes/price/choice-form";
import { completed, useRushLevels } from "@/modules/quotes/price/offer";
import { isModel } from "@/modules/quotes/price/upload";
import { costName, remark, rushName } from "@/modules/quotes/words";
import { Button, IconButton } from "@/ui/button";
import { cx } from "@/ui/cx";
import { minus } from "@/ui/decimal";
import { Field, Select } from "@/ui/field";
import { FileButton } from "@/ui/file-drop";
import { money, number, percent } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { Thumbnail } from "@/ui/record-list";
import { Skeleton } from "@/ui/skeleton";
import { catalogueProblemText } from "./complaints";
import { dropEntry, useDraft, useDraftRows } from "./draft";
import { discardAll, refuseAt, saveAll, wordsFor } from "./edits";
import { offerOf } from "./offer";
import { changedOf, deltas, shareOf, tryChoice, tryFile, tryQuery, tryRush, useTrial, wishNow, type Answer } from "./try-price";

const ACCEPT = ".stl,.step,.stp,.3mf";

/** What can be chosen for the sample part: what the catalogue would offer with the draft. */
function useDraftOffer() {
  const services = useDraftRows("services").items;
  const materials = useDraftRows("materials").items;
  const finishes = useDraftRows("finishes").items;
  const color_names = useDraftRows("color_names").items;
  const tolerances = useDraftRows("tolerances").items;
  return useMemo(
    () => (services && materials && finishes && color_names && tolerances ? offerOf({ services, materials, finishes, color_names, tolerances }) : undefined),
    [services, materials, finishes, color_names, tolerances],
  );
}

/** The sample part's price by the saved catalogue, and by the draft when there is one. */
export function useTry() {
  const trial = useTrial();
  const draft = useDraft();
  const offer = useDraftOffer();
  const demo = useQuery({ queryKey: keys.demoParts, queryFn: () => api.get("/api/v1/files/demo"), staleTime: 600_000 });
  const parts = demo.data?.items.filter((file) => file.analysis && file.preview_url);
  const firstPart = parts?.[0];
  useEffect(() => {
    if (!trial.file && firstPart) tryFile(firstPart);
  }, [trial.file, firstPart]);
  // What the catalogue does not offer any more is replaced by what it takes by default.
  const choice = offer ? completed(offer, trial.choice) : trial.choice;
  const isWhole = JSON.stringify(choice) === JSON.stringify(trial.choice);
  useEffect(() => {
    if (!isWhole) tryChoice(choice);
  });
  const wish = isWhole && offer ? wishNow() : undefined;
  const saved = useQuery({ ...tryQuery(wish, trial.generation), placeholderData: keepPreviousData });
  const now = useQuery({ ...tryQuery(wish, trial.generation, draft), placeholderData: keepPreviousData });
  const problem = now.isPlaceholderData ? undefined : now.data?.problem;
  useEffect(() => {
    if (problem) refuseAt(draft, problem);
  }, [problem, draft]);
  const before = draft.length > 0 && !saved.isPlaceholderData && !now.isPlaceholderData ? saved.data : undefined;
  return { trial, draft, offer, parts, now, before, isOld: now.isPlaceholderData };
}

const tone = (share: number | undefined) => (share === undefined || share === 0 ? "bg-sunken text-ink-2" : share > 0 ? "bg-warn-soft text-warn" : "bg-good-soft text-good");

function ShareTag({ share }: { share: number | undefined }) {
  const { t } = useTranslation("materials");
  if (share === undefined) return null;
  const text = share === 0 ? t("try.same") : `${share > 0 ? "+" : "−"}${percent(Math.abs(share), 1)}`;
  return <span className={cx("tabular inline-flex h-6 items-center rounded-full px-2 text-xs font-medium", tone(share))}>{text}</span>;
}

const signed = (amount: string, currency: string) => `${amount.startsWith("-") ? "−" : "+"}${money(amount.replace("-", ""), currency)}`;

function UnitPrice({ before, now, isOld }: { before: Answer | undefined; now: Answer; isOld: boolean }) {
  const { t } = useTranslation("materials");
  const old = before?.price;
  const price = now.price;
  if (!price) return null;
  const days = t("try.days", { count: price.lead_time_days });
  return (
    <div aria-live="polite" className={cx("transition-opacity", isOld && "opacity-60")}>
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        {old && (
          <>
            <span className="tabular text-xl text-ink-3 line-through decoration-1" data-testid="try-before">
              <span className="sr-only">{t("try.before")} </span>
              {money(old.unit_price, old.currency)}
            </span>
            <ArrowRight className="size-4 self-center text-ink-3" aria-hidden />
          </>
        )}
        <output className="tabular text-3xl font-semibold tracking-tight" data-testid="try-now">
          {money(price.unit_price, price.currency)}
        </output>
      </div>
      <p className="mt-1 flex flex-wrap items-center gap-2 text-sm text-ink-2">
        {t("try.perPiece")}
        {old && <ShareTag share={shareOf(old.unit_price, price.unit_price)} />}
        {old && old.unit_price !== price.unit_price && (
          <span className="tabular" data-testid="try-difference">
            {signed(minus(price.unit_price, old.unit_price), price.currency)}
          </span>
        )}
      </p>
      <p className="tabular mt-0.5 text-sm text-ink-2">
        {t("try.total", { count: price.quantity, total: money(price.total, price.currency) })} ·{" "}
        {old && old.lead_time_days !== price.lead_time_days ? (
          <>
            <s className="text-ink-3">{number(old.lead_time_days, 0)}</s> → <span className="font-medium text-ink">{days}</span>
          </>
        ) : (
          days
        )}
      </p>
    </div>
  );
}

function Lines({ before, now }: { before: Answer | undefined; now: Answer }) {
  const { t } = useTranslation("materials");
  if (!now.price) return null;
  const { currency } = now.price;
  const old = before?.price;
  const amount = (value: string | undefined) => (value === undefined ? "–" : money(value, currency));
  const all = deltas(old?.breakdown ?? [], now.price.breakdown);
  const shown = old ? changedOf(all) : all;
  const quantities = now.price.price_breaks.map((one) => ({
    quantity: one.quantity,
    after: one.unit_price,
    before: old?.price_breaks.find((other) => other.quantity === one.quantity)?.unit_price,
  }));
  const cell = "tabular py-1 pl-3 text-right";
  return (
    <div className="grid gap-5">
      <table className="w-full text-sm">
        <caption className="pb-1 text-left text-xs font-medium text-ink-3">{old ? t("try.changes") : t("try.lines")}</caption>
        {old && (
          <thead className="text-xs text-ink-3">
            <tr>
              <th className="sr-only">{t("try.line")}</th>
              <th className={cx(cell, "font-normal")}>{t("try.before")}</th>
              <th className={cx(cell, "font-normal")}>{t("try.now")}</th>
            </tr>
          </thead>
        )}
        <tbody>
          {shown.map((line) => {
            const isChanged = old && line.before !== line.after;
            return (
              <tr key={line.code} className={cx("border-t border-line", isChanged && "font-medium")}>
                <th scope="row" className={cx("py-1 text-left", isChanged ? "font-medium" : "font-normal text-ink-2")}>
                  {costName(line.code, line.label)}
                </th>
                {old && <td className={cx(cell, "text-ink-3")}>{amount(line.before)}</td>}
                <td className={cell}>{amount(line.after)}</td>
              </tr>
            );
          })}
          {shown.length < all.length && (
            <tr className="border-t border-line text-ink-3">
              <td className="py-1" colSpan={3}>
                {t("try.sameLines", { count: all.length - shown.length })}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <table className="w-full text-sm">
        <caption className="pb-1 text-left text-xs font-medium text-ink-3">{t("try.byQuantity")}</caption>
        <tbody>
          {quantities.map((one) => (
            <tr key={one.quantity} className="border-t border-line">
              <th scope="row" className="tabular py-1 text-left font-normal text-ink-2">
                {number(one.quantity, 0)}
              </th>
              {old && <td className={cx(cell, "text-ink-3")}>{amount(one.before)}</td>}
              <td className={cx(cell, old && one.before !== one.after && "font-medium")}>{amount(one.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Saves or discards the draft. */
function DraftButtons({ size }: { size?: "sm" }) {
  const { t } = useTranslation("materials");
  const client = useQueryClient();
  const [isSaving, setSaving] = useState(false);
  const save = () => {
    setSaving(true);
    void saveAll(client).finally(() => setSaving(false));
  };
  return (
    <>
      <Button kind="primary" size={size} busy={isSaving} onClick={save}>
        {t("try.save")}
      </Button>
      <Button size={size} disabled={isSaving} onClick={discardAll}>
        {t("try.discard")}
      </Button>
    </>
  );
}

/** What has been written and is not saved yet, row by row. */
function DraftNote({ draft }: { draft: ReturnType<typeof useDraft> }) {
  const { t } = useTranslation("materials");
  if (draft.length === 0) return null;
  return (
    <section aria-label={t("try.unsaved", { count: draft.length })} className="grid gap-3 rounded-lg bg-sunken p-3 text-sm">
      <h3 className="font-medium">{t("try.unsaved", { count: draft.length })}</h3>
      <ul className="grid max-h-56 gap-2 overflow-y-auto">
        {draft.map((entry) => {
          const { title, detail } = wordsFor(entry);
          return (
            <li key={entry.id} className="flex items-start justify-between gap-2">
              <div className="min-w-0">
                <p className="truncate font-medium">{title}</p>
                <p className="tabular break-words text-ink-2">{detail}</p>
              </div>
              <IconButton label={t("try.discardOne", { name: title })} className="size-8 shrink-0" onClick={() => dropEntry(entry.id)}>
                <Undo2 className="size-4" aria-hidden />
              </IconButton>
            </li>
          );
        })}
      </ul>
      <div className="flex flex-wrap gap-2">
        <DraftButtons />
      </div>
    </section>
  );
}

function Part({ trial, parts }: Pick<ReturnType<typeof useTry>, "trial" | "parts">) {
  const { t } = useTranslation("materials");
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async ([file]: File[]) => {
    if (!file) return;
    setSending(true);
    setProblem(undefined);
    try {
      const form = new FormData();
      form.append("file", file, file.name);
      const { items } = await api.post("/api/v1/files", { body: form as never });
      if (items[0] && isModel(items[0])) tryFile(items[0]);
      else setProblem(problemOf(new Error(items[0]?.problem ? remark(items[0].problem.code, items[0].problem.message) : t("try.noModel"))));
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setSending(false);
    }
  };
  const known = [...(trial.file && !parts?.some((one) => one.id === trial.file?.id) ? [trial.file] : []), ...(parts ?? [])];
  return (
    <div className="grid gap-2">
      <ul className="-mx-1 flex gap-2 overflow-x-auto p-1" aria-label={t("try.part")}>
        {known.map((file) => (
          <li key={file.id}>
            <button
              type="button"
              aria-pressed={file.id === trial.file?.id}
              aria-label={file.file_name}
              title={file.file_name}
              onClick={() => tryFile(file)}
              className="block overflow-hidden rounded-lg aria-pressed:ring-2 aria-pressed:ring-accent"
            >
              <Thumbnail src={file.preview_url} className="size-14" />
            </button>
          </li>
        ))}
      </ul>
      <div className="flex items-center justify-between gap-3">
        <p className="min-w-0 truncate text-sm font-medium">{trial.file?.file_name}</p>
        <FileButton size="sm" kind="quiet" accept={ACCEPT} onFiles={(files) => void send(files)}>
          <Upload className="size-4" aria-hidden />
          {isSending ? t("try.sending") : t("try.own")}
        </FileButton>
      </div>
      {problem && <Notice tone="bad">{problem.code === "app_error" ? problem.detail : <ProblemNotice problem={problem} />}</Notice>}
    </div>
  );
}

export function TryPanel({ state, isTitled = true }: { state: ReturnType<typeof useTry>; isTitled?: boolean }) {
  const { t } = useTranslation("materials");
  const { trial, draft, offer, parts, now, before, isOld } = state;
  const rushes = useRushLevels();
  const names = useMemo(() => namesFrom(offer ?? {}), [offer]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-5">
      <div>
        {isTitled && <h2 className="text-sm font-semibold">{t("try.title")}</h2>}
        <p className="mt-0.5 text-sm text-ink-3">{t("try.what")}</p>
      </div>
      <Part trial={trial} parts={parts} />
      {now.data?.price ? (
        <UnitPrice before={before} now={now.data} isOld={isOld} />
      ) : now.data?.problem ? (
        <Notice tone="bad">{catalogueProblemText(now.data.problem)}</Notice>
      ) : now.error ? (
        <ProblemNotice problem={now.error} onRetry={() => void now.refetch()} />
      ) : (
        <Skeleton className="h-16" />
      )}
      {before?.problem && now.data?.price && <p className="-mt-3 text-sm text-ink-3">{t("try.onlyNow")}</p>}
      <DraftNote draft={draft} />
      <details className="group rounded-lg ring-1 ring-line ring-inset">
        <summary className="flex min-h-10 cursor-pointer items-center px-3 py-2 text-sm text-ink-2">
          <span className="truncate">{names.choice(trial.choice)}</span>
        </summary>
        <div className="grid gap-5 px-3 pt-1 pb-4">
          {offer && <ChoiceForm choice={trial.choice} offer={offer} onChange={tryChoice} />}
          {rushes && (
            <Field label={t("try.rush")}>
              <Select value={trial.rush} onChange={(event) => tryRush(event.target.value)}>
                {rushes.map((one) => (
                  <option key={one.code} value={one.code}>
                    {rushName(one)}
                  </option>
                ))}
              </Select>
            </Field>
          )}
        </div>
      </details>
      {now.data && <Lines before={before} now={now.data} />}
    </div>
  );
}

/** On a phone: the price at the foot, with the buttons to keep or leave what was written; a touch opens the rest. */
export function TryBar({ state, onOpen }: { state: ReturnType<typeof useTry>; onOpen: () => void }) {
  const { t } = useTranslation("materials");
  const { draft, now, before } = state;
  const price = now.data?.price;
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line bg-raised px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))]">
      <button type="button" onClick={onOpen} className={cx("min-h-11 min-w-0 flex-1 text-left", draft.length > 0 ? "basis-full sm:basis-44" : "basis-44")}>
        <span className="block text-xs text-ink-3">{t("try.title")}</span>
        <span className="tabular flex items-center gap-1.5 truncate font-semibold">
          {before?.price && (
            <>
              <span className="font-normal text-ink-3 line-through">{money(before.price.unit_price, before.price.currency)}</span>
              <ArrowRight className="size-3.5 text-ink-3" aria-hidden />
            </>
          )}
          {price ? money(price.unit_price, price.currency) : "–"}
          {before?.price && price && <ShareTag share={shareOf(before.price.unit_price, price.unit_price)} />}
        </span>
      </button>
      {draft.length > 0 && <DraftButtons size="sm" />}
    </div>
  );
}
