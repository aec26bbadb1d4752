// With whom a file is shared: by e-mail address, and taken back. The answer never says who has an account.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { Button, IconButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { date } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { complaintAt, problemText } from "@/ui/problem-text";
import { SkeletonRows } from "@/ui/skeleton";

type FileView = Schema<"FileView">;
type FileShare = Schema<"FileShare">;
/** The server keeps no more of one file, so one page holds them all. */
const MOST_SHARES = 50;
const ofAddress = ["already_owner", "invalid_input"];

function People({ shares, onTakeBack, leaving }: { shares: FileShare[]; onTakeBack: (share: FileShare) => void; leaving: string | undefined }) {
  const { t } = useTranslation("files");
  if (shares.length === 0) return <p className="text-sm text-ink-2">{t("share.nobody")}</p>;
  return (
    <ul aria-label={t("share.people")} className="divide-y divide-line">
      {shares.map((share) => (
        <li key={share.id} className="flex items-center gap-3 py-2">
          <div className="min-w-0 flex-1">
            <p className="truncate text-sm font-medium">{share.email}</p>
            <p className="truncate text-xs text-ink-3">{t("share.since", { date: date(share.created_at), name: share.shared_by })}</p>
          </div>
          <IconButton label={t("share.takeBack", { email: share.email })} disabled={leaving === share.id} onClick={() => onTakeBack(share)}>
            <X className="size-4" aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

export function ShareDialog({ file, onClose }: { file: Pick<FileView, "id" | "file_name">; onClose: () => void }) {
  const { t } = useTranslation("files");
  const client = useQueryClient();
  const form = useForm({ defaultValues: { email: "" } });
  const readAgain = () => client.invalidateQueries({ queryKey: keys.fileShares(file.id) });
  const shares = useQuery({
    queryKey: keys.fileShares(file.id),
    queryFn: ({ signal }) => api.get("/api/v1/file-shares", { query: { file_id: file.id, page_size: MOST_SHARES }, signal }),
  });
  const share = useMutation({
    mutationFn: (wish: { email: string }) => api.post("/api/v1/files/{file_id}/shares", { path: { file_id: file.id }, body: wish }),
    onSuccess: () => (form.reset(), readAgain()),
  });
  const takeBack = useMutation({
    mutationFn: ({ id }: FileShare) => api.delete("/api/v1/file-shares/{file_share_id}", { path: { file_share_id: id } }),
    onSettled: readAgain,
  });
  const problem = share.error ? problemOf(share.error) : undefined;
  const said = problem && ofAddress.includes(problem.code) ? (complaintAt(problem, "/email") ?? problemText(problem)) : undefined;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("share.title", { name: file.file_name })} description={t("share.what")} width="sm">
      <form noValidate className="mb-4 flex items-start gap-2" onSubmit={form.handleSubmit((wish) => share.mutate(wish))}>
        <Field
          label={t("share.email")}
          className="min-w-0 flex-1"
          error={form.formState.errors.email ? t("share.emailNeeded") : said}
          requestId={said && problem?.requestId}
        >
          <Input type="email" autoFocus autoComplete="off" inputMode="email" {...form.register("email", { required: true, pattern: /.@./ })} />
        </Field>
        <Button kind="primary" type="submit" className="mt-[1.625rem]" busy={share.isPending}>
          {t("share.share")}
        </Button>
      </form>
      <p role="status" className="mb-4 text-sm text-ink-3">
        {share.data && !share.isPending ? t("share.done", { email: share.data.email }) : t("share.later")}
      </p>
      {problem && !said && <ProblemNotice problem={problem} />}
      {takeBack.error && <ProblemNotice problem={takeBack.error} />}
      {shares.error ? (
        <ProblemNotice problem={shares.error} onRetry={() => void shares.refetch()} />
      ) : shares.data ? (
        <People shares={shares.data.items} leaving={takeBack.isPending ? takeBack.variables.id : undefined} onTakeBack={(one) => takeBack.mutate(one)} />
      ) : (
        <SkeletonRows />
      )}
    </Dialog>
  );
}
