// The changes of one record as a page: whose they are, and the way to the record itself.
import { Link, useParams } from "@tanstack/react-router";
import { ChevronLeft, SquareArrowOutUpRight } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { NeedsRight } from "@/app/needs-right";
import { Button } from "@/ui/button";
import { number } from "@/ui/format";
import { PageTitle } from "@/ui/page-title";
import { nameFrom } from "./difference";
import { RecordChanges, useRecordChanges } from "./record-changes";
import { kindName, recordPage } from "./words";

function Page() {
  const { t } = useTranslation("audit");
  const { kind = "", recordId = "", entryId } = useParams({ strict: false });
  const first = useRecordChanges(recordId).data?.pages[0];
  const name = first?.items.map((entry) => nameFrom(entry.before, entry.after)).find(Boolean) ?? recordId.slice(-8);
  const page = recordPage(kind, recordId);
  return (
    <div className="mx-auto max-w-4xl">
      <Link to="/office/audit" className="-ml-1 inline-flex h-8 items-center gap-1 rounded-md px-1 text-sm text-ink-3 hover:text-ink coarse:h-10">
        <ChevronLeft className="size-4" aria-hidden />
        {t("title")}
      </Link>
      <PageTitle
        title={name}
        actions={
          page && (
            <Button asChild size="sm">
              <Link to={page}>
                <SquareArrowOutUpRight className="size-4" aria-hidden />
                {t("open")}
              </Link>
            </Button>
          )
        }
      >
        {kindName(kind)}
        {first?.total != null && ` · ${t("count", { count: first.total, shown: number(first.total, 0) })}`}
      </PageTitle>
      <RecordChanges recordId={recordId} entryId={entryId} />
    </div>
  );
}

export function AuditRecord() {
  const { t } = useTranslation("audit");
  return (
    <NeedsRight right="audit.read" title={t("title")}>
      <Page />
    </NeedsRight>
  );
}
