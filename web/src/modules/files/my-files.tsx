// What the customer has sent: to price it again, to fetch it, to remove it.
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Calculator, Download, Ellipsis, FileBox, FileText, Link, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { addKnownFile } from "@/modules/quotes/price/upload";
import { IconButton } from "@/ui/button";
import { copyText } from "@/ui/clipboard";
import { boxSize, date, fileSize } from "@/ui/format";
import { Menu, MenuItem } from "@/ui/menu";
import { MyRecords, useMine } from "@/ui/my-records";
import { Progress } from "@/ui/progress";
import { Skeleton } from "@/ui/skeleton";
import { thumbnailUrl } from "@/ui/thumbnail";
import { toast, toastProblem } from "@/ui/toast";

type FileView = Schema<"FileView">;
const ASK_AGAIN_MS = 2_000;
const isMeasured = (file: FileView) => file.status === "analyzing";
const isUnderWay = (file: FileView) => isMeasured(file) || file.scan === "waiting";

/** For somebody who has no account here, for instance a colleague. */
async function copyLink(file: FileView): Promise<void> {
  const { url } = await api.get("/api/v1/files/{file_id}/link", { path: { file_id: file.id } });
  await copyText(new URL(url, location.origin).href);
}

function Card({ file, onRemove }: { file: FileView; onRemove: () => void }) {
  const { t } = useTranslation("files");
  const navigate = useNavigate();
  const picture = thumbnailUrl(file, 400);
  const [isBroken, setBroken] = useState(false); // kept as it was sent, and no picture can be made of it
  const price = () => {
    addKnownFile(file);
    void navigate({ to: "/" });
  };
  return (
    <li className="group relative grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      <button
        type="button"
        disabled={!file.analysis}
        onClick={price}
        aria-label={t("priceThis", { name: file.file_name })}
        className="grid aspect-[4/3] place-items-center overflow-hidden rounded-lg bg-stage text-ink-3"
      >
        {isMeasured(file) ? (
          <Skeleton className="size-full rounded-none" />
        ) : file.preview_url ? (
          <img src={`${file.preview_url}?size=512&transparent=true`} alt="" loading="lazy" className="size-full object-contain" />
        ) : picture && !isBroken ? (
          <img src={picture} alt="" loading="lazy" onError={() => setBroken(true)} className="size-full object-contain" />
        ) : (
          <FileText className="size-8" aria-hidden />
        )}
      </button>
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium">{file.file_name}</p>
          <p className="tabular truncate text-xs text-ink-3">
            {isMeasured(file) ? t("measuring") : file.problem ? t("unreadable") : file.analysis ? boxSize(file.analysis.bounding_box_mm) : fileSize(file.size)} · {date(file.created_at)}
          </p>
          {file.scan === "waiting" && <p className="truncate text-xs text-ink-3">{t("scanning")}</p>}
          {file.scan === "infected" && (
            <p className="truncate text-xs text-bad" title={file.virus ?? undefined}>
              {t("infected")}
            </p>
          )}
          {isMeasured(file) && (
            <div className="mt-1.5" role="status">
              <Progress value={file.progress ? file.progress / 100 : undefined} label={t("measuring")} />
            </div>
          )}
        </div>
        <Menu
          trigger={
            <IconButton label={t("actionsFor", { name: file.file_name })} className="size-8">
              <Ellipsis className="size-4" aria-hidden />
            </IconButton>
          }
        >
          {file.analysis && (
            <MenuItem icon={Calculator} onSelect={price}>
              {t("price")}
            </MenuItem>
          )}
          {file.scan !== "infected" && (
            <MenuItem icon={Download} onSelect={() => window.location.assign(`/api/v1/files/${file.id}/content`)}>
              {t("download")}
            </MenuItem>
          )}
          {(file.scan === "clean" || file.scan === "not_scanned") && (
            <MenuItem icon={Link} onSelect={() => void copyLink(file).then(() => toast(t("linkCopied")), toastProblem)}>
              {t("copyLink")}
            </MenuItem>
          )}
          <MenuItem icon={Trash2} danger onSelect={onRemove}>
            {t("remove")}
          </MenuItem>
        </Menu>
      </div>
    </li>
  );
}

export function MyFiles() {
  const { t } = useTranslation("files");
  const client = useQueryClient();
  const { me } = useSession();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const query = { page_size: 48, owner_id: me?.id, ordering: "-created_at" } as const;
  const files = useMine({
    queryKey: keys.files(query),
    isWaiting: !me,
    read: (cursor, signal) => api.get("/api/v1/files", { query: { ...query, cursor }, signal }),
    askAgainMs: ASK_AGAIN_MS,
    isWorthAsking: isUnderWay,
  });
  // The file goes when nobody has taken it back for as long as the notice stands.
  const remove = (file: FileView) => {
    setHidden((before) => new Set(before).add(file.id));
    const show = () => setHidden((before) => new Set([...before].filter((id) => id !== file.id)));
    toast(t("removed", { name: file.file_name }), {
      undo: show,
      onGone: () =>
        void api
          .delete("/api/v1/files/{file_id}", { path: { file_id: file.id } })
          .then(() => client.invalidateQueries({ queryKey: keys.files() }))
          .catch((error: unknown) => (show(), toastProblem(error))),
    });
  };
  const grid = "grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-3 lg:grid-cols-4";
  return (
    <MyRecords
      records={files}
      icon={FileBox}
      words={{ title: t("mine.title"), none: t("mine.none"), what: t("mine.what"), first: t("mine.first"), more: t("more") }}
      isShown={(file) => !hidden.has(file.id)}
      skeleton={
        <div className={grid}>
          {Array.from({ length: 8 }, (_, index) => (
            <Skeleton key={index} className="aspect-[4/3] w-full" />
          ))}
        </div>
      }
    >
      {(items) => (
        <ul className={grid}>
          {items.map((file) => (
            <Card key={file.id} file={file} onRemove={() => remove(file)} />
          ))}
        </ul>
      )}
    </MyRecords>
  );
}
