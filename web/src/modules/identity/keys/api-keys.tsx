// The keys with which programs of the company ask in place of a person.
import { useSearch } from "@tanstack/react-router";
import { Ban, KeyRound } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { NeedsRight } from "@/app/needs-right";
import { useActions } from "@/app/palette/providers";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { date, relative } from "@/ui/format";
import { useTabTitle } from "@/ui/page-title";
import type { RecordList } from "@/ui/record-table/column";
import { RecordTable } from "@/ui/record-table/record-table";
import { RowLink } from "@/ui/record-table/row-link";
import { UserName, useColleagues } from "../user-name";
import { CreateKeyDialog } from "./key-dialogs";
import { apiKeyFields } from "./search";
import { KeyEnding, KeyStanding, type ApiKey } from "./standing";

const keyPage = (key: ApiKey) => `/office/api-keys/${key.id}`;

function useKeyList(): RecordList<ApiKey> {
  const { t, i18n } = useTranslation("identity");
  const search = useSearch({ from: "/office/api-keys" });
  const colleagues = useColleagues(search["created_by"]?.split(",") ?? []);
  const namesKey = colleagues.ids.map(colleagues.nameOf).join();
  return useMemo((): RecordList<ApiKey> => {
    const name = (key: ApiKey) => (
      <RowLink to={keyPage(key)} className="truncate font-medium">
        {key.name}
      </RowLink>
    );
    const when = (time: string | null | undefined, otherwise: string) => <span className="text-ink-2">{time ? relative(time) : otherwise}</span>;
    const rights = (key: ApiKey) => <span className="text-ink-2">{t("keys.rights", { count: key.rights.length })}</span>;
    return {
      id: "api-keys",
      path: "/api/v1/api-keys",
      label: t("keys.title"),
      queryKey: ["api-keys"],
      defaultOrdering: "-created_at",
      canSearch: false,
      canExport: false,
      to: keyPage,
      nameOf: (key) => key.name,
      filters: apiKeyFields.map((field) => ({
        ...field,
        ...(field.name === "created_by" ? { words: colleagues.ids, wordLabel: colleagues.nameOf } : {}),
        label: t(`keys.fields.${field.name}`),
      })),
      views: [{ id: "all", label: t("users.views.all"), query: "" }],
      bulk: [{ id: "revoke", label: t("keys.bulk.revoke"), icon: Ban, path: "/api/v1/api-keys/bulk/revoke", body: {}, isDanger: true }],
      columns: [
        { id: "name", label: t("keys.name"), width: 200, grows: true, cell: name },
        { id: "ending", label: t("keys.fields.ending"), width: 104, cell: (key) => <KeyEnding apiKey={key} /> },
        { id: "standing", label: t("users.fields.standing"), width: 132, cell: (key) => <KeyStanding apiKey={key} /> },
        { id: "rights", label: t("users.access"), width: 112, cell: rights },
        { id: "created_by", label: t("keys.fields.created_by"), width: 168, cell: (key) => <UserName id={key.created_by} /> },
        { id: "last_used_at", label: t("keys.fields.last_used_at"), width: 136, cell: (key) => when(key.last_used_at, t("users.never")) },
        { id: "expires_at", label: t("keys.fields.expires_at"), width: 128, cell: (key) => <span className="text-ink-2">{key.expires_at ? date(key.expires_at) : t("users.never")}</span> },
        { id: "created_at", label: t("keys.fields.created_at"), width: 128, ordering: "created_at", cell: (key) => <span className="text-ink-2">{date(key.created_at)}</span> },
      ],
      card: (key) => (
        <div className="grid gap-1">
          <div className="flex items-baseline justify-between gap-2">
            {name(key)}
            <KeyEnding apiKey={key} />
          </div>
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <KeyStanding apiKey={key} />
            {rights(key)}
            <span className="text-ink-3">·</span>
            {when(key.last_used_at, t("users.never"))}
          </div>
        </div>
      ),
    };
    // The language changes all texts; names arrive after the list.
  }, [t, i18n.language, namesKey]);
}

function KeyTable() {
  const { t } = useTranslation("identity");
  const list = useKeyList();
  const search = useSearch({ from: "/office/api-keys" });
  const [isOpen, setOpen] = useState(false);
  const create = (
    <Button size="sm" kind="primary" icon={<KeyRound className="size-4" aria-hidden />} onClick={() => setOpen(true)}>
      {t("keys.create")}
    </Button>
  );
  useActions(t("keys.title"), [{ id: "create", label: t("keys.create"), icon: KeyRound, run: () => setOpen(true) }]);
  return (
    <>
      <RecordTable list={list} search={search} actions={create} empty={<EmptyState icon={KeyRound} title={t("keys.none")}>{t("keys.what")}</EmptyState>} />
      {isOpen && <CreateKeyDialog onClose={() => setOpen(false)} />}
    </>
  );
}

export function ApiKeys() {
  const { t } = useTranslation("identity");
  useTabTitle(t("keys.title"));
  return (
    <NeedsRight right="keys.manage" title={t("keys.title")}>
      <KeyTable />
    </NeedsRight>
  );
}
