// The first screen before there is a part: the tool itself is the invitation.
import { useQuery } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { FileButton } from "@/ui/file-drop";
import { boxSize } from "@/ui/format";
import { Skeleton } from "@/ui/skeleton";
import type { FileView } from "./basket";
import { ACCEPT } from "./parts-rail";
import { addKnownFile, uploadFiles } from "./upload";

const SHOWN = 10;

function DemoPart({ file }: { file: FileView }) {
  const { t } = useTranslation("quotes");
  const size = file.analysis && boxSize(file.analysis.bounding_box_mm);
  return (
    <button
      type="button"
      onClick={() => addKnownFile(file)}
      className="group relative grid w-full gap-2.5 rounded-xl text-left"
    >
      <span className="block overflow-hidden rounded-xl bg-stage transition-colors group-hover:bg-hover">
        <img
          src={`${file.preview_url}?size=512&transparent=true`}
          alt=""
          loading="lazy"
          width={400}
          height={300}
          className="aspect-[4/3] w-full object-contain p-2 transition-transform duration-300 group-hover:scale-105"
        />
      </span>
      <span className="sr-only">{t("start.priceThis", { name: file.file_name })}</span>
      <span className="grid min-w-0 px-0.5">
        <span aria-hidden className="truncate text-sm font-medium">{file.file_name}</span>
        {size && <span className="tabular truncate text-xs text-ink-3">{size}</span>}
      </span>
    </button>
  );
}

function DemoParts({ files }: { files: FileView[] | undefined }) {
  const { t } = useTranslation("quotes");
  return (
    <section className="mt-10 sm:mt-14">
      <h2 className="mb-4 text-sm font-medium text-ink-2">{t("start.demo")}</h2>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-3 lg:grid-cols-5">
        {files
          ? files.slice(0, SHOWN).map((file) => (
              <li key={file.id}>
                <DemoPart file={file} />
              </li>
            ))
          : Array.from({ length: 5 }, (_, index) => (
              <li key={index} className="grid gap-2.5">
                <Skeleton className="aspect-[4/3] w-full" />
                <Skeleton className="h-4 w-2/3" />
              </li>
            ))}
      </ul>
    </section>
  );
}

export function Start() {
  const { t } = useTranslation("quotes");
  const demo = useQuery({ queryKey: keys.demoParts, queryFn: () => api.get("/api/v1/files/demo"), staleTime: 600_000 });
  const files = demo.data?.items.filter((file) => file.preview_url);
  // The most telling one, an assembly, stands beside the words.
  const shown = files?.toSorted((a, b) => (b.analysis?.bodies ?? 0) - (a.analysis?.bodies ?? 0))[0];
  return (
    <>
      <section className="relative grid overflow-hidden rounded-xl bg-stage sm:min-h-[30rem] lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]">
        <div className="z-10 grid content-center justify-items-start px-6 py-12 sm:px-14">
          <h1 className="text-4xl leading-[1.05] font-semibold tracking-[-0.035em] sm:text-6xl">{t("start.title")}</h1>
          <p className="mt-5 max-w-md text-base text-pretty text-ink-2 sm:text-lg">{t("start.lead")}</p>
          <div className="mt-8">
            <FileButton onFiles={uploadFiles} accept={ACCEPT} kind="primary" size="lg">
              <Upload className="size-5" aria-hidden />
              {t("start.choose")}
            </FileButton>
          </div>
          <p className="mt-4 max-w-md text-sm text-ink-3">{t("start.kinds")}</p>
        </div>
        <div className="relative max-lg:-mt-6 max-lg:h-64 max-lg:pb-6">
          {shown && (
            <button
              type="button"
              onClick={() => addKnownFile(shown)}
              aria-label={t("start.priceThis", { name: shown.file_name })}
              className="absolute inset-0 grid place-items-center rounded-xl"
            >
              <img
                src={`${shown.preview_url}?size=1200&transparent=true`}
                alt=""
                className="animate-fade size-full object-contain transition-transform duration-500 hover:scale-[1.02] lg:p-6"
              />
            </button>
          )}
        </div>
      </section>
      {files?.length !== 0 && !demo.error && <DemoParts files={files} />}
    </>
  );
}
