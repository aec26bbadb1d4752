// Everything the company has: as an archive to keep or to move with, and the way to remove it for good.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Archive, ArrowLeft, Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { NeedsRight } from "@/app/needs-right";
import { useSession } from "@/app/session";
import { UserName } from "@/modules/identity/user-name";
import { Section } from "@/modules/identity/section";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { dateTime, fileSize, number } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { problemText } from "@/ui/problem-text";
import { SkeletonRows } from "@/ui/skeleton";
import { toast } from "@/ui/toast";

type CompanyExport = Schema<"CompanyExport">;

// Its end is told by an event; until then it is asked for, in case that was missed.
const LOOK_AGAIN_MS = 2_000;

function ExportRow({ one }: { one: CompanyExport }) {
  const { t } = useTranslation("companies");
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="text-sm font-medium">{dateTime(one.created_at)}</p>
        <p className="text-sm text-ink-3">
          <UserName id={one.created_by} /> · {t(`data.states.${one.state}`)}
          {one.state === "ready" && one.expires_at && ` ${dateTime(one.expires_at)}`}
          {one.row_count != null && ` · ${t("data.rows", { count: one.row_count, rows: number(one.row_count) })}`}
          {one.file_count != null && ` · ${t("data.files", { count: one.file_count, files: number(one.file_count) })}`}
        </p>
      </div>
      {one.state === "ready" && (
        <Button size="sm" asChild icon={<Download className="size-4" aria-hidden />}>
          <a href={`/api/v1/company/exports/${one.id}/content`} download>
            {t("data.download", { size: fileSize(one.size ?? 0) })}
          </a>
        </Button>
      )}
    </li>
  );
}

function Exports() {
  const { t } = useTranslation("companies");
  const client = useQueryClient();
  const exports = useQuery({
    queryKey: keys.companyExports,
    queryFn: ({ signal }) => api.get("/api/v1/company/exports", { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === "waiting") ? LOOK_AGAIN_MS : false),
  });
  const start = useMutation({
    mutationFn: () => api.post("/api/v1/company/exports", {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.companyExports }),
  });
  const isUnderWay = exports.data?.items.some((one) => one.state === "waiting") ?? false;
  return (
    <Section title={t("data.export")}>
      <div className="grid gap-4">
        <p className="text-sm text-ink-2">{t("data.exportWhat")}</p>
        <div>
          <Button kind="primary" disabled={isUnderWay} busy={start.isPending || isUnderWay} icon={<Archive className="size-4" aria-hidden />} onClick={() => start.mutate()}>
            {isUnderWay ? t("data.underWay") : t("data.start")}
          </Button>
        </div>
        {start.error && <ProblemNotice problem={start.error} />}
        {exports.error && <ProblemNotice problem={exports.error} onRetry={() => void exports.refetch()} />}
        {exports.isPending && <SkeletonRows rows={2} className="h-12" />}
        {exports.data && exports.data.items.length === 0 && <p className="text-sm text-ink-3">{t("data.none")}</p>}
        {exports.data && exports.data.items.length > 0 && (
          <ul className="divide-y divide-line">
            {exports.data.items.map((one) => (
              <ExportRow key={one.id} one={one} />
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

function RemoveDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation("companies");
  const [typed, setTyped] = useState("");
  const [password, setPassword] = useState("");
  const remove = useMutation({
    mutationFn: () => api.post("/api/v1/company/removal", { body: { company_name: typed, current_password: password } }),
    onSuccess: () => {
      toast(t("data.removed"));
      window.location.assign("/");
    },
  });
  const problem = remove.error ? problemOf(remove.error) : undefined;
  const at = (member: string) => (problem?.at(`/${member}`) ? problemText(problem) : undefined);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("data.removeWhich", { name })}
      description={t("data.removeWhat")}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>{t("data.keep")}</Button>
          <Button kind="danger" type="submit" form="remove-company" busy={remove.isPending} disabled={typed !== name || !password}>
            {t("data.remove")}
          </Button>
        </>
      }
    >
      <form
        id="remove-company"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          remove.mutate();
        }}
      >
        {problem && problem.errors.length === 0 && <Notice tone="bad">{problemText(problem)}</Notice>}
        <Field label={t("data.typeName", { name })} error={at("company_name")}>
          <Input autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        <Field label={t("data.password")} error={at("current_password")}>
          <Input type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

function Removal() {
  const { t } = useTranslation("companies");
  const { me } = useSession();
  const [isAsking, setAsking] = useState(false);
  const company = useQuery({ queryKey: keys.company, queryFn: ({ signal }) => api.get("/api/v1/company", { signal }) });
  if (!company.data) return null;
  const why = company.data.is_first ? t("data.firstStays") : me?.role !== "owner" ? t("data.ownerOnly") : undefined;
  return (
    <Section title={t("data.removal")}>
      <div className="grid gap-4">
        <p className="text-sm text-ink-2">{t("data.removalWhat")}</p>
        {why ? (
          <p className="text-sm text-ink-3">{why}</p>
        ) : (
          <div>
            <Button kind="danger" icon={<Trash2 className="size-4" aria-hidden />} onClick={() => setAsking(true)}>
              {t("data.removeWhich", { name: company.data.name })}
            </Button>
          </div>
        )}
      </div>
      {isAsking && <RemoveDialog name={company.data.name} onClose={() => setAsking(false)} />}
    </Section>
  );
}

export function CompanyDataPage() {
  const { t } = useTranslation("companies");
  return (
    <NeedsRight right="company.manage" title={t("data.title")}>
      <div className="mx-auto max-w-4xl">
        <Link to="/office/company" className="mb-3 inline-flex items-center gap-1.5 text-sm text-ink-2 hover:text-ink">
          <ArrowLeft className="size-4" aria-hidden /> {t("title")}
        </Link>
        <PageTitle title={t("data.title")}>{t("data.what")}</PageTitle>
        <div className="grid gap-4">
          <Exports />
          <Removal />
        </div>
      </div>
    </NeedsRight>
  );
}
