import { Layers } from "lucide-react";
import { useTranslation } from "react-i18next";
import { number } from "@/ui/format";
import type { PartModel } from "./load-part";

/** Says that the part is shown with fewer triangles than it has. */
export function DetailNote({ model, onFull }: { model: PartModel; onFull: (() => void) | undefined }) {
  const { t } = useTranslation("viewer");
  if (!model.simplified) return null;
  return (
    <p
      title={t("detail.why")}
      className="animate-fade absolute top-3 left-3 flex items-center gap-2 rounded-full bg-raised/85 py-1 pr-3 pl-2.5 text-xs text-ink-2 tabular shadow-card backdrop-blur"
    >
      <Layers className="size-3.5" aria-hidden />
      {t("detail.simplified", { shown: number(model.triangles, 0), all: number(model.trianglesOriginal, 0) })}
      {onFull && (
        <button type="button" onClick={onFull} className="font-medium text-accent-ink hover:underline">
          {t("detail.full")}
        </button>
      )}
    </p>
  );
}
