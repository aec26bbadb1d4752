// Where other programs tell us what happened there.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Inbox, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { NeedsRight } from "@/app/needs-right";
import { useActions } from "@/app/palette/providers";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { date, dateTime, relative } from "@/ui/format";
import { useTabTitle } from "@/ui/page-title";
import type { RecordList } from "@/ui/record-table/column";
import { RowLink } from "@/ui/record-table/row-link";
import { RecordTable } from "@/ui/record-table/record-table";
import { AddDialog } from "./add-dialog";
import { NewSecret } from "./new-secret";
import { endpointFields } from "./search";
import { EndpointTag, signatureNames, type Endpoint } from "./words";

const endpointPage = (endpoint: Endpoint) => `/office/inbound-webhooks/${endpoint.id}`;
const LOOK_AGAIN_MS = 15_000; // what comes is nobody's change of the endpoint

function useEndpointList(): RecordList<Endpoint> {
  const { t, i18n } = useTranslation("inbound");
  return useMemo((): RecordList<Endpoint> => {
    const name = (endpoint: Endpoint) => (
      <RowLink to={endpointPage(endpoint)} className="truncate font-medium">
        {endpoint.name}
      </RowLink>
    );
    const kind = (endpoint: Endpoint) => t(`connectors.${endpoint.connector}` as never) as string;
    const received = (endpoint: Endpoint) =>
      endpoint.last_received_at ? (
        <time dateTime={endpoint.last_received_at} title={dateTime(endpoint.last_received_at)} className="truncate text-ink-2">
          {relative(endpoint.last_received_at)}
        </time>
      ) : null;
    return {
      id: "inbound",
      canExport: false,
      path: "/api/v1/inbound-endpoints",
      label: t("title"),
      queryKey: ["inbound"],
      defaultOrdering: "-created_at",
      canSearch: false,
      lookAgainMs: LOOK_AGAIN_MS,
      to: endpointPage,
      nameOf: (endpoint) => endpoint.name,
      filters: endpointFields.map((field) => ({ ...field, label: t(`fields.${field.name}`), ...(field.kind === "word" ? { wordLabel: (word: string) => signatureNames[word as Endpoint["signature"]] } : {}) })),
      views: [
        { id: "all", label: t("views.all"), query: "" },
        { id: "on", label: t("views.on"), query: "is_active=true" },
        { id: "off", label: t("views.off"), query: "is_active=false" },
      ],
      bulk: [],
      columns: [
        { id: "name", label: t("fields.name"), width: 180, grows: true, ordering: "name", cell: name },
        { id: "is_active", label: t("fields.standing"), width: 152, cell: (endpoint) => <EndpointTag endpoint={endpoint} /> },
        { id: "connector", label: t("fields.connector"), width: 220, grows: true, cell: (endpoint) => <span className="truncate text-ink-2">{kind(endpoint)}</span> },
        { id: "signature", label: t("fields.signature"), width: 160, cell: (endpoint) => <span className="truncate text-ink-2">{signatureNames[endpoint.signature]}</span> },
        { id: "last_received_at", label: t("fields.last_received_at"), width: 148, cell: received },
        { id: "created_at", label: t("fields.created_at"), width: 128, ordering: "created_at", isExtra: true, cell: (endpoint) => <span className="text-ink-2">{date(endpoint.created_at)}</span> },
      ],
      card: (endpoint) => (
        <div className="grid gap-1">
          <div className="flex items-baseline justify-between gap-2">
            {name(endpoint)}
            <EndpointTag endpoint={endpoint} />
          </div>
          <div className="truncate text-ink-2">{kind(endpoint)}</div>
          <div className="truncate text-ink-3">{received(endpoint)}</div>
        </div>
      ),
    };
    // The language changes all texts.
  }, [t, i18n.language]);
}

function Table() {
  const { t } = useTranslation("inbound");
  const search = useSearch({ from: "/office/inbound-webhooks" });
  const navigate = useNavigate();
  const list = useEndpointList();
  const [isAdding, setAdding] = useState(false);
  const [added, setAdded] = useState<Schema<"EndpointWithSecret">>();
  const show = (id: string) => void navigate({ to: "/office/inbound-webhooks/$endpointId", params: { endpointId: id } });
  useActions(t("title"), [{ id: "add", label: t("add"), icon: Plus, run: () => setAdding(true) }]);
  return (
    <>
      <RecordTable
        list={list}
        search={search}
        actions={
          <Button size="sm" kind="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setAdding(true)}>
            {t("add")}
          </Button>
        }
        empty={<EmptyState icon={Inbox} title={t("none")}>{t("what")}</EmptyState>}
      />
      {isAdding && !added && <AddDialog onClose={() => setAdding(false)} onAdded={(one) => (one.secret ? setAdded(one) : show(one.id))} />}
      {added?.secret && <NewSecret secret={added.secret} onClose={() => show(added.id)} />}
    </>
  );
}

export function InboundEndpoints() {
  const { t } = useTranslation("inbound");
  useTabTitle(t("title"));
  return (
    <NeedsRight right="webhooks.manage" title={t("title")}>
      <Table />
    </NeedsRight>
  );
}
