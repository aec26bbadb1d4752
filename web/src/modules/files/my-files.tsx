// What the customer has sent, and what others share with him: to price it again, to fetch it, to share it, to remove it.
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Box, Calculator, Download, Ellipsis, FileBox, FileText, Link, LogOut, Trash2, UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { EmailBanner } from "@/modules/identity/profile/email-banner";
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
import { ShareDialog } from "./share-dialog";
import { mayShare } from "./sharing";

type FileView = Schema<"FileView">;
const route = getRouteApi("/portal/files");
const ASK_AGAIN_MS = 2_000;
const isMeasured = (file: FileView) => file.status === "analyzing";
const isUnderWay = (file: FileView) => isMeasured(file) || file.scan === "waiting";

/** For somebody who has no account here, for instance a colleague. */
async function copyLink(file: FileView): Promise<void> {
  const { url } = await api.get("/api/v1/files/{file_id}/link", { path: { file_id: file.id } });
  await copyText(new URL(url, location.origin).href);
}

/** What can be done with a file; less with one that is somebody else's. */
function Actions({ file, onPrice, onRemove, onShare }: { file: FileView; onPrice: () => void; onRemove: () => void; onShare: () => void }) {
  const { t } = useTranslation("files");
  const navigate = useNavigate();
  const session = useSession();
  const isReceived = !!file.shared_with_me;
  return (
    <Menu
      trigger={
        <IconButton label={t("actionsFor", { name: file.file_name })} className="size-8">
          <Ellipsis className="size-4" aria-hidden />
        </IconButton>
      }
    >
      {file.analysis && (
        <>
          <MenuItem icon={Calculator} onSelect={onPrice}>
            {t("price")}
          </MenuItem>
          <MenuItem icon={Box} onSelect={() => void navigate({ to: "/parts/$fileId", params: { fileId: file.id } })}>
            {t("view")}
          </MenuItem>
        </>
      )}
      {file.scan !== "infected" && !(isReceived && file.scan === "waiting") && (
        <MenuItem icon={Download} onSelect={() => window.location.assign(`/api/v1/files/${file.id}/content`)}>
          {t("download")}
        </MenuItem>
      )}
      {!isReceived && mayShare(session, file) && (
        <MenuItem icon={UserPlus} onSelect={onShare}>
          {t("share.open")}
        </MenuItem>
      )}
      {!isReceived && (file.scan === "clean" || file.scan === "not_scanned") && (
        <MenuItem icon={Link} onSelect={() => void copyLink(file).then(() => toast(t("linkCopied")), toastProblem)}>
          {t("copyLink")}
        </MenuItem>
      )}
      <MenuItem icon={isReceived ? LogOut : Trash2} danger onSelect={onRemove}>
        {t(isReceived ? "share.leave" : "remove")}
      </MenuItem>
    </Menu>
  );
}

function Card({ file, onRemove, onShare }: { file: FileView; onRemove: () => void; onShare: () => void }) {
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
          {file.shared_with_me && <p className="truncate text-xs text-ink-3">{t("share.by", { name: file.shared_with_me.by })}</p>}
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
        <Actions file={file} onPrice={price} onRemove={onRemove} onShare={onShare} />
      </div>
    </li>
  );
}

/** The file goes, or is left, when nobody has taken that back for as long as the notice stands. */
const takeAway = (file: FileView) =>
  file.shared_with_me
    ? api.delete("/api/v1/file-shares/{file_share_id}", { path: { file_share_id: file.shared_with_me.share_id } })
    : api.delete("/api/v1/files/{file_id}", { path: { file_id: file.id } });

const GRID = "grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-3 lg:grid-cols-4";

export function MyFiles() {
  const { t } = useTranslation("files");
  const client = useQueryClient();
  const { me } = useSession();
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [shared, setShared] = useState<FileView>();
  const whose = show === "shared" ? { shared_with_me: true } : { owner_id: me?.id };
  const query = { page_size: 48, ordering: "-created_at", ...whose } as const;
  const files = useMine({
    queryKey: keys.files(query),
    isWaiting: !me,
    read: (cursor, signal) => api.get("/api/v1/files", { query: { ...query, cursor }, signal }),
    askAgainMs: ASK_AGAIN_MS,
    isWorthAsking: isUnderWay,
  });
  const remove = (file: FileView) => {
    setHidden((before) => new Set(before).add(file.id));
    const showAgain = () => setHidden((before) => new Set([...before].filter((id) => id !== file.id)));
    toast(t("removed", { name: file.file_name }), {
      undo: showAgain,
      onGone: () =>
        void takeAway(file)
          .then(() => client.invalidateQueries({ queryKey: keys.files() }))
          .catch((error: unknown) => (showAgain(), toastProblem(error))),
    });
  };
  return (
    <>
      <MyRecords
        records={files}
        icon={FileBox}
        words={{ title: t("mine.title"), none: t("mine.none"), what: t("mine.what"), first: t("mine.first"), more: t("more") }}
        filter={{
          label: t("mine.whose"),
          all: t("mine.own"),
          noneLike: t("share.none"),
          isAlwaysThere: true,
          value: show,
          groups: [{ value: "shared", label: t("share.withMe") }],
          onChange: (next) => void navigate({ search: next ? { show: "shared" } : {}, replace: true }),
        }}
        notice={show && me && <EmailBanner me={me} />}
        isShown={(file) => !hidden.has(file.id)}
        skeleton={
          <div className={GRID}>
            {Array.from({ length: 8 }, (_, index) => (
              <Skeleton key={index} className="aspect-[4/3] w-full" />
            ))}
          </div>
        }
      >
        {(items) => (
          <ul className={GRID}>
            {items.map((file) => (
              <Card key={file.id} file={file} onRemove={() => remove(file)} onShare={() => setShared(file)} />
            ))}
          </ul>
        )}
      </MyRecords>
      {shared && <ShareDialog file={shared} onClose={() => setShared(undefined)} />}
    </>
  );
}
