// A part more: one of the customer's files, or one that staff send for the customer.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FileBox, Upload } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Input } from "@/ui/field";
import { FileButton } from "@/ui/file-drop";
import { boxSize } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { Progress } from "@/ui/progress";
import { askedOf, MOST_CHARACTERS, SearchFault } from "@/ui/search-words";
import { SkeletonRows } from "@/ui/skeleton";
import { remark } from "../words";

type FileView = Schema<"FileView">;

interface Props {
  customer: { id: string; name: string };
  onAdd: (file: FileView, source?: File) => void;
  onClose: () => void;
}

const MODELS = ".stl,.step,.stp,.3mf";
const ASK_AGAIN_MS = 800;

/** Sends a file and waits until it has been measured. */
async function sendAndMeasure(source: File): Promise<FileView> {
  const form = new FormData();
  form.append("file", source, source.name);
  const { items } = await api.post("/api/v1/files", { body: form as never });
  let file = items[0]!;
  while (file.status === "analyzing") {
    await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
    file = await api.get("/api/v1/files/{file_id}", { path: { file_id: file.id } });
  }
  return file;
}

export function AddPart({ customer, onAdd, onClose }: Props) {
  const { t } = useTranslation("quotes");
  const client = useQueryClient();
  const [words, setWords] = useState("");
  const [sending, setSending] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const [unreadable, setUnreadable] = useState<string>();
  const query = { owner_id: customer.id, ordering: "-created_at", page_size: 50, total: false, search: useDeferredValue(askedOf(words)) || undefined } as const;
  const files = useQuery({ queryKey: keys.files(query), queryFn: ({ signal }) => api.get("/api/v1/files", { query, signal }) });
  const models = (files.data?.items ?? []).filter((file) => file.analysis);

  const send = async (sources: File[]) => {
    setProblem(undefined);
    setUnreadable(undefined);
    try {
      for (const source of sources) {
        setSending(source.name);
        const file = await sendAndMeasure(source);
        if (file.analysis) onAdd(file, source);
        else setUnreadable(file.problem ? remark(file.problem.code, file.problem.message) : t("office.revise.noModel", { name: source.name }));
      }
      void client.invalidateQueries({ queryKey: keys.files() });
    } catch (thrown) {
      setProblem(thrown);
    } finally {
      setSending(undefined);
    }
  };

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("office.revise.add")} description={t("office.revise.addWhat", { name: customer.name })}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <Input type="search" className="min-w-40 flex-1" aria-label={t("office.revise.find")} placeholder={t("office.revise.find")} maxLength={MOST_CHARACTERS} value={words} onChange={(event) => setWords(event.target.value)} />
          <FileButton accept={MODELS} onFiles={(sources) => void send(sources)}>
            <Upload className="size-4" aria-hidden />
            {t("office.revise.send")}
          </FileButton>
        </div>
        <SearchFault text={words} className="text-sm text-warn" />
        {sending && (
          <div className="grid gap-1.5 text-sm text-ink-2" role="status">
            {t("office.revise.measuring", { name: sending })}
            <Progress value={undefined} label={sending} />
          </div>
        )}
        {unreadable && <Notice tone="warn">{unreadable}</Notice>}
        {problem !== undefined && <ProblemNotice problem={problem} />}
        {files.error ? (
          <ProblemNotice problem={files.error} onRetry={() => void files.refetch()} />
        ) : files.isPending ? (
          <SkeletonRows rows={3} />
        ) : models.length === 0 ? (
          <EmptyState icon={FileBox} title={t("office.revise.noFiles")}>
            {t("office.revise.noFilesWhat")}
          </EmptyState>
        ) : (
          <ul className="grid max-h-[46dvh] grid-cols-2 gap-2 overflow-y-auto p-0.5 sm:grid-cols-3">
            {models.map((file) => (
              <li key={file.id}>
                <button type="button" onClick={() => onAdd(file)} className="grid w-full gap-1 rounded-lg p-2 text-left hover:bg-hover">
                  <span className="grid aspect-[4/3] place-items-center overflow-hidden rounded-md bg-stage">
                    {file.preview_url && <img src={`${file.preview_url}?size=256&transparent=true`} alt="" loading="lazy" className="size-full object-contain" />}
                  </span>
                  <span className="truncate text-sm font-medium">{file.file_name}</span>
                  <span className="tabular truncate text-xs text-ink-3">{boxSize(file.analysis!.bounding_box_mm)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className="flex justify-end">
          <Button kind="primary" disabled={!!sending} onClick={onClose}>
            {t("office.revise.added")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
