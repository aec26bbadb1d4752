// The audit trail: every change, who made it, when, and what became different.
import { Link, useSearch } from "@tanstack/react-router";
import { History } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { NeedsRight } from "@/app/needs-right";
import { roleWords } from "@/modules/identity/roles";
import { UserName, useColleagues } from "@/modules/identity/user-name";
import { EmptyState } from "@/ui/empty-state";
import { dateTime, relative } from "@/ui/format";
import { useTabTitle } from "@/ui/page-title";
import type { RecordList } from "@/ui/record-table/column";
import { RowLink } from "@/ui/record-table/row-link";
import { RecordTable } from "@/ui/record-table/record-table";
import { ChainHead } from "./chain-head";
import { differencesOf, nameFrom } from "./difference";
import { auditFields } from "./search";
import { actionName, kindName, recordPage, asWritten, textsOf, type AuditEntry } from "./words";

const SHOWN = 3;

/** "State: Waiting → Confirmed; Carrier: DHL", short enough for a row. */
function Summary({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation("audit");
  const texts = textsOf(entry, differencesOf(entry.before, entry.after, entry.subject_kind));
  if (texts.length === 0) return null;
  return (
    <span className="truncate">
      {texts.slice(0, SHOWN).map((one, index) => (
        <span key={index}>
          {index > 0 && <span className="text-ink-3">; </span>}
          <span className="text-ink-3">{one.label}</span> {one.before !== undefined && <del className="text-ink-3" translate={asWritten(one.before)}>{one.before}</del>}
          {one.before !== undefined && one.after !== undefined && " → "}
          {one.after !== undefined && <span translate={asWritten(one.after)}>{one.after}</span>}
        </span>
      ))}
      {texts.length > SHOWN && <span className="text-ink-3"> {t("andMore", { count: texts.length - SHOWN })}</span>}
    </span>
  );
}

const nameOf = (entry: AuditEntry) => nameFrom(entry.before, entry.after) ?? entry.subject_id.slice(-8);

function RecordLink({ entry }: { entry: AuditEntry }) {
  const page = recordPage(entry.subject_kind, entry.subject_id);
  return (
    <span className="truncate">
      <span className="text-ink-3">{kindName(entry.subject_kind)} </span>
      {page ? (
        <Link to={page} className="underline decoration-line-strong underline-offset-4 hover:decoration-ink">
          {nameOf(entry)}
        </Link>
      ) : (
        nameOf(entry)
      )}
    </span>
  );
}

function useAuditList(people: readonly string[]): RecordList<AuditEntry> {
  const { t, i18n } = useTranslation("audit");
  const { t: identity } = useTranslation("identity");
  const colleagues = useColleagues(people);
  const namesKey = [...colleagues.ids, ...people].map(colleagues.nameOf).join();
  return useMemo((): RecordList<AuditEntry> => {
    const to = (entry: AuditEntry) => `/office/audit/${entry.subject_kind}/${entry.subject_id}/${entry.id}`;
    const when = (entry: AuditEntry) => (
      <time dateTime={entry.at} title={relative(entry.at)} className="tabular truncate text-ink-2">
        {dateTime(entry.at)}
      </time>
    );
    const label = { user_id: t("fields.who"), subject_kind: t("fields.kind"), action: t("fields.action"), at: t("fields.at"), subject_id: t("fields.subject_id"), role: t("fields.role"), address: t("fields.address"), request_id: t("fields.request_id") };
    const roleName = (role: string) => identity(`roles.names.${role as "owner"}`, { defaultValue: role });
    const words: Partial<Record<string, (word: string) => string>> = { user_id: colleagues.nameOf, role: roleName, subject_kind: kindName, action: actionName, subject_id: (id: string) => id.slice(-8) };
    const lists: Partial<Record<string, readonly string[]>> = { user_id: colleagues.ids, role: ["visitor", ...roleWords, "api_key"] };
    return {
      id: "audit",
      path: "/api/v1/audit",
      label: t("title"),
      queryKey: ["audit"],
      defaultOrdering: "-at",
      canSearch: false,
      to,
      nameOf,
      filters: auditFields.map((field) => ({ ...field, ...(lists[field.name] ? { words: lists[field.name] } : {}), label: label[field.name], wordLabel: words[field.name] })),
      views: [
        { id: "all", label: t("views.all"), query: "" },
        { id: "people", label: t("views.people"), query: "subject_kind=user,role,api_key" },
        { id: "sales", label: t("views.sales"), query: "subject_kind=quote,sales_order" },
        { id: "settings", label: t("views.settings"), query: "action=company.changed,catalogue.added,catalogue.changed,catalogue.deleted" },
        { id: "removed", label: t("views.removed"), query: "action=file.deleted,catalogue.deleted,address.removed,saved_view.deleted,role.removed,api_key.revoked" },
      ],
      bulk: [],
      columns: [
        { id: "at", label: t("fields.at"), width: 132, ordering: "at", cell: when },
        { id: "user_id", label: t("fields.who"), width: 168, cell: (entry) => <UserName id={entry.user_id} /> },
        {
          id: "action",
          label: t("fields.action"),
          width: 200,
          cell: (entry) => (
            <RowLink to={to(entry)} className="truncate font-medium">
              {actionName(entry.action)}
            </RowLink>
          ),
        },
        { id: "subject_id", label: t("fields.record"), width: 224, cell: (entry) => <RecordLink entry={entry} /> },
        { id: "changes", label: t("fields.changes"), width: 260, grows: true, cell: (entry) => <Summary entry={entry} /> },
        { id: "role", label: t("fields.role"), width: 128, isExtra: true, cell: (entry) => roleName(entry.role) },
        { id: "address", label: t("fields.address"), width: 140, isExtra: true, cell: (entry) => <span className="tabular truncate text-ink-2">{entry.address}</span> },
        { id: "request_id", label: t("fields.request_id"), width: 280, isExtra: true, cell: (entry) => <span className="truncate font-mono text-xs text-ink-2">{entry.request_id}</span> },
      ],
      card: (entry) => (
        <div className="grid gap-0.5">
          <div className="flex items-baseline justify-between gap-2">
            <RowLink to={to(entry)} className="truncate font-medium">
              {actionName(entry.action)}
            </RowLink>
            <span className="shrink-0 text-ink-3">{relative(entry.at)}</span>
          </div>
          <div className="flex min-w-0 gap-1.5 text-ink-2">
            <UserName id={entry.user_id} isPlain />
            <span className="text-ink-3">·</span>
            <span className="truncate">{nameOf(entry)}</span>
          </div>
          <div className="flex min-w-0">
            <Summary entry={entry} />
          </div>
        </div>
      ),
    };
    // The language changes all texts; names arrive after the list.
  }, [t, identity, i18n.language, namesKey]);
}

function Trail() {
  const { t } = useTranslation("audit");
  const search = useSearch({ from: "/office/audit" });
  const list = useAuditList(search["user_id"]?.split(",") ?? []);
  return <RecordTable list={list} search={search} actions={<ChainHead />} empty={<EmptyState icon={History} title={t("none")}>{t("what")}</EmptyState>} />;
}

export function Audit() {
  const { t } = useTranslation("audit");
  useTabTitle(t("title"));
  return (
    <NeedsRight right="audit.read" title={t("title")}>
      <Trail />
    </NeedsRight>
  );
}
