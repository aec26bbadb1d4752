// /parts/$fileId: one part, as large as the window.
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, UserPlus } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { mayShare } from "@/modules/files/sharing";
import { boxSize } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { PartViewer } from "./part-viewer";

// The dialog with its form comes when somebody shares.
const ShareDialog = lazy(() => import("@/modules/files/share-dialog").then((module) => ({ default: module.ShareDialog })));

export function PartPage() {
  const { t } = useTranslation(["viewer", "files"]);
  const session = useSession();
  const [isSharing, setSharing] = useState(false);
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
        {file.data && mayShare(session, file.data) && (
          <Button size="sm" className="max-sm:ml-auto" icon={<UserPlus className="size-4" aria-hidden />} onClick={() => setSharing(true)}>
            {t("files:share.open")}
          </Button>
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
      {file.data && isSharing && (
        <Suspense>
          <ShareDialog file={file.data} onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </div>
  );
}
