import { Layers } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { number, percent } from "@/ui/format";
import type { PartModel } from "./load-part";

interface Props {
  model: PartModel;
  full: "no" | "wanted" | "failed";
  /** Of the whole part, how much has come. */
  share: number;
  onFull: (() => void) | undefined;
}

/** Says that the part is shown with fewer triangles than it has, and brings the others. */
export function DetailNote({ model, full, share, onFull }: Props) {
  const { t } = useTranslation("viewer");
  if (!model.simplified) return null;
  return (
    <p
      role="status"
      title={t("detail.why")}
      className="animate-fade absolute top-3 left-3 flex max-w-[calc(100%-1.5rem)] flex-wrap items-center gap-x-2 rounded-2xl bg-raised/85 py-1 pr-3 pl-2.5 text-xs text-ink-2 tabular shadow-card backdrop-blur"
    >
      <Layers className="size-3.5 shrink-0" aria-hidden />
      {full === "failed" ? t("detail.failed") : t("detail.simplified", { shown: number(model.triangles, 0), all: number(model.trianglesOriginal, 0) })}
      {full === "wanted" ? (
        <span className="text-ink-3">{t("detail.loading", { percent: percent(share) })}</span>
      ) : (
        onFull && (
          <button type="button" onClick={onFull} className="font-medium text-accent-ink hover:underline coarse:py-2">
            {t(full === "failed" ? "trouble.again" : "detail.full")}
          </button>
        )
      )}
    </p>
  );
}
