// All parts of the request; one of them is on the screen.
import { CircleAlert, Plus, X } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { IconButton } from "@/ui/button";
import { cx } from "@/ui/cx";
import { FileButton } from "@/ui/file-drop";
import { money } from "@/ui/format";
import { Progress } from "@/ui/progress";
import { Thumbnail } from "@/ui/record-list";
import { toast } from "@/ui/toast";
import { removePart, select, uploadOf, type Part } from "./basket";
import type { Price } from "./pricing";
import { forgetUpload, uploadFiles } from "./upload";

export const ACCEPT = ".stl,.step,.stp,.3mf,.pdf,.dwg,.dxf,.docx,.xlsx,.pptx,.txt,.png,.jpg,.jpeg";

function Row({ part, price, selected }: { part: Part; price: Price | undefined; selected: boolean }) {
  const { t } = useTranslation("quotes");
  const upload = uploadOf(part);
  const remove = () => {
    forgetUpload(part.key);
    const putBack = removePart(part.key);
    toast(t("partRemoved", { name: part.name }), part.file ? { undo: putBack } : {});
  };
  return (
    <li
      className={cx(
        "group relative flex shrink-0 items-center rounded-lg max-xl:w-60",
        selected ? "bg-surface shadow-card" : "hover:bg-hover",
      )}
    >
      <button
        type="button"
        aria-pressed={selected}
        onClick={() => select(part.key)}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-lg p-2 text-left"
      >
        <Thumbnail src={part.file?.preview_url} className="size-12" />
        <span className="grid min-w-0 flex-1 gap-0.5">
          <span className="truncate text-sm font-medium">{part.name}</span>
          {upload?.state === "failed" || part.file?.problem ? (
            <span className="flex items-center gap-1 text-xs text-bad">
              <CircleAlert className="size-3.5" aria-hidden />
              {part.file ? t("unmeasured") : t("upload.failed")}
            </span>
          ) : upload?.state === "stopped" ? (
            <span className="text-xs text-ink-2">{t("upload.stopped")}</span>
          ) : upload ? (
            <Progress value={"share" in upload ? upload.share : undefined} label={part.name} />
          ) : price ? (
            <span className="tabular text-xs text-ink-2">
              {t("piecesAt", { count: part.choice.quantity, price: money(price.unit_price, price.currency) })}
            </span>
          ) : (
            <span className="text-xs text-ink-2">{part.file?.analysis ? t("pieces", { count: part.choice.quantity }) : t("document")}</span>
          )}
        </span>
      </button>
      <IconButton
        label={t("removePart", { name: part.name })}
        onClick={remove}
        className="mr-1 size-8 xl:opacity-0 xl:group-focus-within:opacity-100 xl:group-hover:opacity-100"
      >
        <X className="size-4" aria-hidden />
      </IconButton>
    </li>
  );
}

export function PartsRail({ parts, prices, selected }: { parts: Part[]; prices: Map<string, Price>; selected: string | undefined }) {
  const { t } = useTranslation("quotes");
  return (
    <div className="grid content-start gap-2">
      <ul
        aria-label={t("partsOfRequest")}
        className="-mx-4 flex gap-1 overflow-x-auto px-4 py-1 sm:-mx-6 sm:px-6 xl:mx-0 xl:grid xl:max-h-[70dvh] xl:overflow-x-visible xl:overflow-y-auto xl:px-0.5"
      >
        {parts.map((part) => (
          <Row key={part.key} part={part} price={prices.get(part.key)} selected={part.key === selected} />
        ))}
      </ul>
      <div>
        <FileButton onFiles={uploadFiles} accept={ACCEPT} kind="quiet" size="sm">
          <Plus className="size-4" aria-hidden />
          {t("addParts")}
        </FileButton>
      </div>
    </div>
  );
}
