// Who outside is told what happens here.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus, Power, PowerOff, Trash2, Webhook as WebhookIcon } from "lucide-react";
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
import { NewSecret } from "./new-secret";
import { webhookFields } from "./search";
import { WebhookDialog } from "./webhook-dialog";
import { eventName, WebhookTag, type Webhook } from "./words";

const webhookPage = (webhook: Webhook) => `/office/webhooks/${webhook.id}`;
const LOOK_AGAIN_MS = 15_000; // how deliveries fare is nobody's event

function useWebhookList(): RecordList<Webhook> {
  const { t, i18n } = useTranslation("webhooks");
  return useMemo((): RecordList<Webhook> => {
    const name = (webhook: Webhook) => (
      <RowLink to={webhookPage(webhook)} className="truncate font-medium">
        {webhook.name}
      </RowLink>
    );
    const events = (webhook: Webhook) => webhook.events.map(eventName).join(", ");
    return {
      id: "webhooks",
      canExport: false,
      path: "/api/v1/webhooks",
      label: t("title"),
      queryKey: ["webhooks"],
      defaultOrdering: "-created_at",
      canSearch: false,
      lookAgainMs: LOOK_AGAIN_MS,
      to: webhookPage,
      nameOf: (webhook) => webhook.name,
      filters: webhookFields.map((field) => ({ ...field, label: t(`fields.${field.name}`) })),
      views: [
        { id: "all", label: t("views.all"), query: "" },
        { id: "on", label: t("views.on"), query: "is_active=true" },
        { id: "off", label: t("views.off"), query: "is_active=false" },
      ],
      bulk: [
        { id: "on", label: t("bulk.on"), icon: Power, path: "/api/v1/webhooks/bulk/update", body: { is_active: true }, canUndo: true },
        { id: "off", label: t("bulk.off"), icon: PowerOff, path: "/api/v1/webhooks/bulk/update", body: { is_active: false }, canUndo: true },
        { id: "delete", label: t("bulk.delete"), icon: Trash2, path: "/api/v1/webhooks/bulk/delete", body: {}, isDanger: true },
      ],
      columns: [
        { id: "name", label: t("fields.name"), width: 180, grows: true, ordering: "name", cell: name },
        { id: "is_active", label: t("fields.standing"), width: 136, cell: (webhook) => <WebhookTag webhook={webhook} /> },
        { id: "url", label: t("fields.url"), width: 240, grows: true, cell: (webhook) => <span className="truncate text-ink-2">{webhook.url}</span> },
        { id: "events", label: t("fields.events"), width: 220, grows: true, cell: (webhook) => <span className="truncate text-ink-2" title={events(webhook)}>{events(webhook)}</span> },
        {
          id: "last_delivered_at",
          label: t("fields.last_delivered_at"),
          width: 148,
          cell: (webhook) =>
            webhook.last_delivered_at ? (
              <time dateTime={webhook.last_delivered_at} title={dateTime(webhook.last_delivered_at)} className="truncate text-ink-2">
                {relative(webhook.last_delivered_at)}
              </time>
            ) : null,
        },
        { id: "created_at", label: t("fields.created_at"), width: 128, ordering: "created_at", isExtra: true, cell: (webhook) => <span className="text-ink-2">{date(webhook.created_at)}</span> },
      ],
      card: (webhook) => (
        <div className="grid gap-1">
          <div className="flex items-baseline justify-between gap-2">
            {name(webhook)}
            <WebhookTag webhook={webhook} />
          </div>
          <div className="truncate text-ink-2">{webhook.url}</div>
          <div className="truncate text-ink-3">{events(webhook)}</div>
        </div>
      ),
    };
    // The language changes all texts.
  }, [t, i18n.language]);
}

function Table() {
  const { t } = useTranslation("webhooks");
  const search = useSearch({ from: "/office/webhooks" });
  const navigate = useNavigate();
  const list = useWebhookList();
  const [isAdding, setAdding] = useState(false);
  const [added, setAdded] = useState<Schema<"WebhookWithSecret">>();
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
        empty={<EmptyState icon={WebhookIcon} title={t("none")}>{t("what")}</EmptyState>}
      />
      {isAdding && !added && <WebhookDialog onClose={() => setAdding(false)} onAdded={setAdded} />}
      {added && <NewSecret secret={added.secret} onClose={() => void navigate({ to: "/office/webhooks/$webhookId", params: { webhookId: added.id } })} />}
    </>
  );
}

export function Webhooks() {
  const { t } = useTranslation("webhooks");
  useTabTitle(t("title"));
  return (
    <NeedsRight right="webhooks.manage" title={t("title")}>
      <Table />
    </NeedsRight>
  );
}
