// The part, large, in the viewer; on its way there, how far it is.
import { Box, LoaderCircle } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { PartViewer } from "@/modules/viewer/part-viewer";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/notice";
import { Progress } from "@/ui/progress";
import { remark } from "../words";
import { uploadOf, type Part } from "./basket";
import type { Price } from "./pricing";
import { canRetry, retryUpload, stopUpload } from "./upload";

function UploadState({ part }: { part: Part }) {
  const { t } = useTranslation("quotes");
  const upload = uploadOf(part);
  if (!upload) return null;
  if (upload.state === "failed")
    return (
      <div className="grid w-full max-w-md gap-3">
        <ProblemNotice problem={upload.problem} onRetry={canRetry(upload.problem) ? () => retryUpload(part.key) : undefined} />
      </div>
    );
  if (upload.state === "stopped")
    return (
      <div className="grid justify-items-center gap-3 text-center text-sm">
        <p className="font-medium">{part.name}</p>
        <p className="text-ink-2">{t("upload.stopped")}</p>
        <Button size="sm" onClick={() => retryUpload(part.key)}>
          {t("upload.again")}
        </Button>
      </div>
    );
  const text = upload.state === "waiting" ? t("upload.waiting") : upload.state === "sending" ? t("upload.sending") : t("upload.measuring");
  return (
    <div className="grid w-full max-w-xs justify-items-center gap-3 text-center" role="status">
      <LoaderCircle className="size-6 animate-spin text-ink-3 motion-reduce:animate-none" aria-hidden />
      <p className="max-w-full truncate text-sm font-medium">{part.name}</p>
      <Progress value={"share" in upload ? upload.share : undefined} label={text} />
      <p className="text-sm text-ink-2">{text}</p>
      {upload.state !== "measuring" && (
        <Button size="sm" kind="quiet" onClick={() => stopUpload(part.key)}>
          {t("upload.stop")}
        </Button>
      )}
    </div>
  );
}

const SIZE = "relative aspect-[4/3] max-h-[62dvh] w-full rounded-xl sm:aspect-[16/10]";

export function Stage({ part, price }: { part: Part; price: Price | undefined }) {
  const { t } = useTranslation("quotes");
  const file = part.file;
  if (file?.preview_url)
    return (
      <PartViewer
        fileId={file.id}
        fileName={file.file_name}
        analysis={file.analysis}
        color={part.choice.color}
        material={part.choice.material}
        finish={part.choice.finish}
        findings={[...(price?.blocking ?? []), ...(price?.warnings ?? [])]}
        className={SIZE}
      />
    );
  return (
    <div className={`${SIZE} grid place-items-center overflow-hidden bg-stage p-6`}>
      {uploadOf(part) ? (
        <UploadState part={part} />
      ) : (
        <div className="grid max-w-sm justify-items-center gap-2 text-center text-sm text-ink-2">
          <Box className="size-8 text-ink-3" aria-hidden />
          {file?.problem ? remark(file.problem.code, file.problem.message) : t("noPicture")}
        </div>
      )}
    </div>
  );
}
