// "Try it": a sample part priced by the catalogue as it stands, and after each change what it cost before and costs now, with
// one click to go back.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowRight, Undo2, Upload } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf, type Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { ChoiceForm } from "@/modules/quotes/price/choice-form";
import { completed, useOffer, useRushLevels } from "@/modules/quotes/price/offer";
import { isModel } from "@/modules/quotes/price/upload";
import { choiceText, costName, rushName } from "@/modules/quotes/words";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Field, Select } from "@/ui/field";
import { FileButton } from "@/ui/file-drop";
import { money, number, percent } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { Thumbnail } from "@/ui/record-list";
import { Skeleton } from "@/ui/skeleton";
import { undoChange } from "./edits";
import { deltas, shareOf, tryChoice, tryFile, tryQuery, tryRush, useTrial, wishNow, type Answer, type Change } from "./try-price";

const ACCEPT = ".stl,.step,.stp,.3mf";

/** The last change, and the prices before and after it when they are of the same part and wish. */
export function useTry() {
  const trial = useTrial();
  const offer = useOffer();
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
  const now = useQuery({ ...tryQuery(wish, trial.generation), placeholderData: keepPreviousData });
  const last = trial.changes.at(-1);
  const before = last && JSON.stringify(last.wish) === JSON.stringify(wish) ? last.before : undefined;
  return { trial, offer, parts, now, last, before, isOld: now.isPlaceholderData };
}

const tone = (share: number | undefined) => (share === undefined || share === 0 ? "bg-sunken text-ink-2" : share > 0 ? "bg-warn-soft text-warn" : "bg-good-soft text-good");

function ShareTag({ share }: { share: number | undefined }) {
  const { t } = useTranslation("materials");
  if (share === undefined) return null;
  const text = share === 0 ? t("try.same") : `${share > 0 ? "+" : "−"}${percent(Math.abs(share), 1)}`;
  return <span className={cx("tabular inline-flex h-6 items-center rounded-full px-2 text-xs font-medium", tone(share))}>{text}</span>;
}

function UnitPrice({ before, now, isOld }: { before: Answer | undefined; now: Answer; isOld: boolean }) {
  const { t } = useTranslation("materials");
  const old = before?.price;
  const price = now.price;
  if (!price) return null;
  return (
    <div aria-live="polite" className={cx("transition-opacity", isOld && "opacity-60")}>
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        {old && (
          <>
            <span className="tabular text-xl text-ink-3 line-through decoration-1" data-testid="try-before">
              {money(old.unit_price, old.currency)}
            </span>
            <ArrowRight className="size-4 self-center text-ink-3" aria-hidden />
          </>
        )}
        <output className="tabular text-3xl font-semibold tracking-tight" data-testid="try-now">
          {money(price.unit_price, price.currency)}
        </output>
      </div>
      <p className="mt-1 flex items-center gap-2 text-sm text-ink-2">
        {t("try.perPiece")}
        {old && <ShareTag share={shareOf(old.unit_price, price.unit_price)} />}
      </p>
      <p className="tabular mt-0.5 text-sm text-ink-2">
        {t("try.total", { count: price.quantity, total: money(price.total, price.currency) })} · {t("try.days", { count: price.lead_time_days })}
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
  const quantities = now.price.price_breaks.map((one) => ({
    quantity: one.quantity,
    after: one.unit_price,
    before: old?.price_breaks.find((other) => other.quantity === one.quantity)?.unit_price,
  }));
  const cell = "tabular py-1 pl-3 text-right";
  return (
    <div className="grid gap-5">
      <table className="w-full text-sm">
        <caption className="pb-1 text-left text-xs font-medium text-ink-3">{t("try.lines")}</caption>
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
          {deltas(old?.breakdown ?? [], now.price.breakdown).map((line) => {
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

function ChangeNote({ change }: { change: Change }) {
  const { t } = useTranslation("materials");
  const [isUndoing, setUndoing] = useState(false);
  const undo = () => {
    setUndoing(true);
    void undoChange(change.key, change.undo).finally(() => setUndoing(false));
  };
  return (
    <div className="flex items-start justify-between gap-3 rounded-lg bg-sunken px-3 py-2.5 text-sm">
      <div className="min-w-0">
        <p className="truncate font-medium">{change.title}</p>
        {change.detail && <p className="tabular text-ink-2">{change.detail}</p>}
      </div>
      <Button size="sm" icon={<Undo2 className="size-4" aria-hidden />} busy={isUndoing} onClick={undo}>
        {t("try.undo")}
      </Button>
    </div>
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
      else setProblem(problemOf(new Error(items[0]?.problem?.message ?? t("try.noModel"))));
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
  const { trial, offer, parts, now, last, before, isOld } = state;
  const rushes = useRushLevels();
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
        <ProblemNotice problem={now.data.problem} />
      ) : now.error ? (
        <ProblemNotice problem={now.error} onRetry={() => void now.refetch()} />
      ) : (
        <Skeleton className="h-16" />
      )}
      {last && <ChangeNote key={last.key} change={last} />}
      {last && !before && last.wish && <p className="-mt-3 text-xs text-ink-3">{t("try.otherPart")}</p>}
      <details className="group rounded-lg ring-1 ring-line ring-inset">
        <summary className="flex min-h-10 cursor-pointer items-center px-3 py-2 text-sm text-ink-2">
          <span className="truncate">{choiceText(trial.choice)}</span>
        </summary>
        <div className="grid gap-5 px-3 pt-1 pb-4">
          {offer && <ChoiceForm choice={trial.choice} offer={offer} onChange={tryChoice} />}
          {rushes && (
            <Field label={t("try.rush")}>
              <Select value={trial.rush} onChange={(event) => tryRush(event.target.value)}>
                {rushes.map((one) => (
                  <option key={one.code} value={one.code}>
                    {rushName(one.code, one.name)}
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

/** On a phone: the price at the foot, with the way back; a touch opens the rest. */
export function TryBar({ state, onOpen }: { state: ReturnType<typeof useTry>; onOpen: () => void }) {
  const { t } = useTranslation("materials");
  const { now, last, before } = state;
  const price = now.data?.price;
  return (
    <div className="flex items-center gap-2 border-t border-line bg-raised px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))]">
      <button type="button" onClick={onOpen} className="min-h-11 min-w-0 flex-1 text-left">
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
      {last && (
        <Button size="sm" icon={<Undo2 className="size-4" aria-hidden />} onClick={() => void undoChange(last.key, last.undo)}>
          {t("try.undo")}
        </Button>
      )}
    </div>
  );
}
