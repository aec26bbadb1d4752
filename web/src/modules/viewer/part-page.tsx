// /parts/$fileId: one part, as large as the window.
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { boxSize } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { PartViewer } from "./part-viewer";

export function PartPage() {
  const { t } = useTranslation("viewer");
  const { fileId } = useParams({ strict: false }) as { fileId: string };
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const file = useQuery({
    queryKey: keys.file(fileId),
    queryFn: ({ signal }) => api.get("/api/v1/files/{file_id}", { path: { file_id: fileId }, signal }),
  });
  const name = file.data?.file_name;
  useEffect(() => {
    if (name) document.title = `${name} · Guildhall`;
  }, [name]);
  if (file.error)
    return (
      <div className="mx-auto max-w-xl p-6">
        <ProblemNotice problem={file.error} onRetry={() => void file.refetch()} />
      </div>
    );
  return (
    <div className="fixed inset-0 flex flex-col bg-bg">
      <header className="flex h-12 shrink-0 items-center gap-3 px-3">
        <Link
          to="/"
          aria-label={t("back")}
          onClick={(event) => {
            if (history.length < 2) return;
            event.preventDefault();
            history.back();
          }}
          className="inline-flex size-9 items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink coarse:size-11"
        >
          <ArrowLeft className="size-5" aria-hidden />
        </Link>
        <h1 className="min-w-0 truncate text-sm font-semibold">{name ?? t("title")}</h1>
        {file.data?.analysis && (
          <p className="ml-auto hidden shrink-0 text-sm text-ink-3 tabular sm:block">{boxSize(file.data.analysis.bounding_box_mm)}</p>
        )}
      </header>
      {file.data && (
        <PartViewer
          fileId={fileId}
          fileName={name}
          analysis={file.data.analysis}
          material={search["material"]}
          color={search["color"]}
          finish={search["finish"]}
          wholePage
          className="min-h-0 grow"
        />
      )}
    </div>
  );
}
