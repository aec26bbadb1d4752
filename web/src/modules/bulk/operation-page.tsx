// One bulk operation: how far it is, each record with what came of it; stop it, or take it back.
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "@/app/i18n/texts";
import { UserName } from "@/modules/identity/user-name";
import { Facts, Section } from "@/ui/facts";
import { dateTime, number } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { RecordPage, RecordPageSkeleton } from "@/ui/record-page";
import { BulkOperationActions, BulkProgress, BulkRows, isAtWork, useBulkOperation, type BulkOperation } from "@/ui/record-table/bulk-operation";
import { RowLink } from "@/ui/record-table/row-link";
import { BulkStatus, changesText, operationName } from "./words";

function Overview({ operation }: { operation: BulkOperation }) {
  const { t } = useTranslation("bulk");
  return (
    <div className="grid gap-6">
      <div className="rounded-xl bg-surface p-5 shadow-card">
        <BulkProgress operation={operation} />
      </div>
      {!isAtWork(operation) && operation.failed > 0 && (
        <section className="grid gap-2">
          <h2 className="text-sm font-semibold">{t("refused")}</h2>
          <BulkRows id={operation.id} onlyRefused />
        </section>
      )}
      {!isAtWork(operation) && (
        <section className="grid gap-2">
          <h2 className="text-sm font-semibold">{t("records")}</h2>
          <BulkRows id={operation.id} />
        </section>
      )}
    </div>
  );
}

export function BulkOperationPage() {
  const { t } = useTranslation("bulk");
  const { operationId } = useParams({ from: "/office/bulk/$operationId" });
  const navigate = useNavigate();
  const { data: operation, error, refetch } = useBulkOperation(operationId);
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!operation) return <RecordPageSkeleton />;
  const go = (id: string) => void navigate({ to: "/office/bulk/$operationId", params: { operationId: id } });
  const link = (id: string | null | undefined, label: string) =>
    id && (
      <RowLink to={`/office/bulk/${id}`} className="text-accent-ink underline-offset-2 hover:underline">
        {label}
      </RowLink>
    );
  return (
    <RecordPage
      back={{ to: "/office/bulk", label: t("title") }}
      title={operationName(operation)}
      status={<BulkStatus operation={operation} />}
      subtitle={dateTime(operation.created_at)}
      actions={<BulkOperationActions operation={operation} onUndone={(result) => result.bulk_operation_id && go(result.bulk_operation_id)} />}
      notice={operation.is_dry_run && <Notice tone="info">{t("trialWhat")}</Notice>}
      tabs={[{ id: "overview", label: t("overview"), content: <Overview operation={operation} /> }]}
      tab="overview"
      onTab={() => undefined}
      aside={
        <Section title={t("facts")}>
          <Facts
            facts={[
              { label: t("fields.changes"), value: changesText(operation.changes) || undefined },
              { label: t("fields.matched"), value: number(operation.matched, 0) },
              { label: t("fields.succeeded"), value: number(operation.succeeded, 0) },
              { label: t("fields.failed"), value: number(operation.failed, 0) },
              { label: t("fields.created_by"), value: <UserName id={operation.created_by} /> },
              { label: t("fields.finished_at"), value: operation.finished_at && dateTime(operation.finished_at) },
              { label: t("fields.undone_by"), value: link(operation.undone_by, t("open")) },
              { label: t("fields.undo_of"), value: link(operation.undo_of, t("open")) },
            ]}
          />
        </Section>
      }
    />
  );
}
