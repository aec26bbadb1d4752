// The first screen: drop a part, see it, see its price move with every choice, keep it as a quote.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { Problem } from "@/api/problem";
import { useSession } from "@/app/session";
import { useMeasuring } from "@/modules/files/use-measuring";
import { Button } from "@/ui/button";
import { Choices } from "@/ui/choice";
import { cx } from "@/ui/cx";
import { Field, TextArea } from "@/ui/field";
import { PageDrop } from "@/ui/file-drop";
import { number } from "@/ui/format";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { changeTerms, clearBasket, currentBasket, removePart, updateFile, uploadOf, useBasket, type Part } from "./price/basket";
import { Configurator } from "./price/configurator";
import { Insights } from "./price/insights";
import { useOffer, useRushLevels } from "./price/offer";
import { PartFacts, Remarks } from "./price/part-facts";
import { PartsRail } from "./price/parts-rail";
import { PartPrice, sumOf, TotalBar } from "./price/price-box";
import { usePrice, usePrices, type Price } from "./price/pricing";
import { useSaveFlow } from "./price/save-quote";
import { Stage } from "./price/stage";
import { Start } from "./price/start";
import { uploadFiles } from "./price/upload";
import { rushName } from "./words";

// Parts that were kept from an earlier visit may be gone; then they leave quietly.
function useForgetGoneParts(): void {
  const client = useQueryClient();
  useEffect(() => {
    for (const part of currentBasket().parts) {
      if (!part.file) continue;
      const { id } = part.file;
      api.get("/api/v1/files/{file_id}", { path: { file_id: id } }).catch((error: unknown) => {
        if (error instanceof Problem && error.status === 404) removePart(part.key);
      });
    }
  }, [client]);
}

function Terms() {
  const { t } = useTranslation("quotes");
  const { rush, note } = useBasket();
  const levels = useRushLevels();
  return (
    <div className="grid gap-5">
      {levels && levels.length > 1 && (
        <Choices
          as="cards"
          label={t("choose.rush")}
          value={rush}
          onChange={(code) => changeTerms({ rush: code })}
          options={levels.map((level) => ({
            value: level.code,
            label: rushName(level),
            detail: level.multiplier === 1 ? t("rushUsual") : t("rushMore", { percent: number((level.multiplier - 1) * 100, 0) }),
          }))}
        />
      )}
      <Field label={t("choose.note")} hint={t("choose.noteHint")} optional>
        <TextArea value={note} rows={2} maxLength={2000} onChange={(event) => changeTerms({ note: event.target.value })} />
      </Field>
    </div>
  );
}

function Workbench({ parts, shown }: { parts: Part[]; shown: Part }) {
  const { t } = useTranslation("quotes");
  const { rush, revising } = useBasket();
  // A part may have been taken from far below.
  useEffect(() => {
    scrollTo(0, 0);
  }, []);
  const offer = useOffer();
  const price = usePrice(shown, rush);
  const all = usePrices(parts, rush);
  const flow = useSaveFlow();
  const { me } = useSession();
  const prices = new Map<string, Price>();
  parts.forEach((part, index) => {
    const found = part.key === shown.key ? price.price : all[index]?.data;
    if (found && part.file?.analysis) prices.set(part.key, found);
  });
  const models = parts.filter((part) => part.file?.analysis || uploadOf(part));
  const whole = models.length > 0 && models.every((part) => prices.has(part.key)) ? sumOf([...prices.values()]) : undefined;
  const estimated = price.estimated || all.some((one) => one.isPlaceholderData);
  const bar = (
    <TotalBar
      sum={whole}
      parts={models.length}
      estimated={estimated}
      label={revising ? t("saveRevision") : t("saveAs")}
      busy={flow.busy}
      onSave={() => flow.start()}
    />
  );
  const isModel = !!shown.file?.analysis;
  return (
    <>
      <h1 className="sr-only">{t("price.title")}</h1>
      {revising && (
        <div className="mb-4">
          <Notice>
            <span className="flex flex-wrap items-center justify-between gap-2">
              {t("revising", { number: revising.number })}
              <Button size="sm" onClick={clearBasket}>
                {t("revisingStop")}
              </Button>
            </span>
          </Notice>
        </div>
      )}
      <div className="grid gap-6 xl:grid-cols-[14rem_minmax(0,1fr)_21.5rem] xl:grid-rows-[auto_1fr]">
        <div className="xl:row-span-2">
          <PartsRail parts={parts} prices={prices} selected={shown.key} />
        </div>
        <div className="grid content-start gap-5">
          <Stage key={shown.key} part={shown} price={price.price} />
          {shown.file && <PartFacts file={shown.file} />}
          {shown.file && <Remarks file={shown.file} price={price.price} />}
        </div>
        <div className="grid content-start gap-6 xl:row-span-2">
          {isModel ? (
            <>
              <PartPrice part={shown} {...price} onRetry={() => void price.refetch()} />
              {offer ? <Configurator key={shown.key} part={shown} offer={offer} /> : <Skeleton className="h-96" />}
            </>
          ) : uploadOf(shown) ? (
            <Skeleton className="h-96" />
          ) : (
            <Notice>{shown.file?.problem ? t("unmeasuredWhat") : t("documentTravels")}</Notice>
          )}
          <Terms />
          <div className="sticky bottom-0 hidden border-t border-line bg-bg pt-4 pb-6 xl:block">
            {bar}
            {!revising && whole && (
              <Button kind="quiet" size="sm" className="mt-2 w-full" disabled={flow.busy} onClick={() => flow.start(true)}>
                {t("saveDraft")}
              </Button>
            )}
          </div>
        </div>
        {price.price && isModel && <Insights part={shown} price={price.price} />}
      </div>
      <div className="h-16 xl:hidden" />
      <div
        className={cx(
          "fixed inset-x-0 z-20 border-t border-line bg-raised px-4 py-3 sm:px-6 xl:hidden",
          me ? "bottom-[calc(3.5rem+env(safe-area-inset-bottom))] sm:bottom-0" : "bottom-0 pb-[max(0.75rem,env(safe-area-inset-bottom))]",
        )}
      >
        {bar}
      </div>
      {flow.dialog}
    </>
  );
}

export function PricePage() {
  const { t } = useTranslation("quotes");
  const { parts, selected } = useBasket();
  useForgetGoneParts();
  useMeasuring(
    parts.flatMap((part) => (part.file?.status === "analyzing" ? part.file.id : [])),
    updateFile,
  );
  useEffect(() => {
    document.title = `${t("price.title")} · Guildhall`;
  }, [t]);
  const shown = parts.find((part) => part.key === selected) ?? parts[0];
  return (
    <>
      <PageDrop onFiles={uploadFiles} text={t("dropParts")} />
      {shown ? <Workbench parts={parts} shown={shown} /> : <Start />}
    </>
  );
}
