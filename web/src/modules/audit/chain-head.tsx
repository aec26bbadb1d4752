// The end of the chain of entries: kept elsewhere, it proves later that nothing before it was changed or taken out.
import { useQuery } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import { number } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { SkeletonRows } from "@/ui/skeleton";

function Head() {
  const { t } = useTranslation("audit");
  const head = useQuery({ queryKey: keys.chainHead, queryFn: ({ signal }) => api.get("/api/v1/audit/head", { signal }), staleTime: 0 });
  if (head.error) return <ProblemNotice problem={head.error} onRetry={() => void head.refetch()} />;
  if (!head.data) return <SkeletonRows rows={1} />;
  const { position, hash } = head.data;
  return (
    <div className="grid gap-4">
      <dl className="grid gap-3 text-sm">
        <div>
          <dt className="text-ink-2">{t("chain.position")}</dt>
          <dd className="tabular font-medium">{number(position, 0)}</dd>
        </div>
        <div>
          <dt className="text-ink-2">{t("chain.hash")}</dt>
          <dd className="mt-1 rounded-md bg-sunken px-3 py-2 font-mono text-xs break-all">{hash || "–"}</dd>
        </div>
      </dl>
      <div>
        <CopyButton text={`${position} ${hash}`} />
      </div>
    </div>
  );
}

export function ChainHead() {
  const { t } = useTranslation("audit");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" kind="quiet" icon={<Link2 className="size-4" aria-hidden />} onClick={() => setOpen(true)}>
        {t("chain.title")}
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={t("chain.title")} description={t("chain.what")} width="sm">
        {isOpen && <Head />}
      </Dialog>
    </>
  );
}
