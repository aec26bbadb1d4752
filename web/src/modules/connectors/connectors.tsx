// Those who carry messages outside: each with its account, in a sandbox, switched on, or not there.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bell, Mail, MessageCircle, MessageSquare, Pencil, Power, Send, Smartphone, Trash2, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { NeedsRight } from "@/app/needs-right";
import { useActions } from "@/app/palette/providers";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { dateTime } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { SkeletonRows } from "@/ui/skeleton";
import { SureDialog } from "@/ui/sure-dialog";
import { toast, toastProblem } from "@/ui/toast";
import { ConnectorDialog } from "./connector-dialog";
import { TestDialog } from "./test-dialog";
import { connectorName, Standing, type Connector, type ConnectorKind } from "./words";

const icons: Record<ConnectorKind, LucideIcon> = { sendgrid: Mail, twilio: Smartphone, mobizon: Smartphone, telegram: Send, whatsapp: MessageCircle, web_push: Bell };

function Remove({ connector, onClose }: { connector: Connector; onClose: () => void }) {
  const { t } = useTranslation("connectors");
  const client = useQueryClient();
  const name = connectorName(connector.kind);
  const remove = useMutation({
    mutationFn: () => api.delete("/api/v1/connectors/{connector_kind}", { path: { connector_kind: connector.kind } }),
    onSuccess: () => toast(t("removed", { name })),
    onError: (problem) => toastProblem(problem),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: keys.connectors });
      onClose();
    },
  });
  return (
    <SureDialog title={t("removeWhich", { name })} what={t("removeWhat")} yes={t("remove")} isDanger isBusy={remove.isPending} onYes={() => remove.mutate()} onClose={onClose} />
  );
}

function Row({ connector, onOpen }: { connector: Connector; onOpen: (step: Step) => void }) {
  const { t } = useTranslation("connectors");
  const client = useQueryClient();
  const Icon = icons[connector.kind];
  const isThere = connector.version > 0;
  const turn = useMutation({
    mutationFn: () => api.patch("/api/v1/connectors/{connector_kind}", { path: { connector_kind: connector.kind }, body: { is_active: !connector.is_active }, ifMatch: connector.version }),
    onError: (problem) => toastProblem(problem),
    onSettled: () => client.invalidateQueries({ queryKey: keys.connectors }),
  });
  const isReady = connector.standing !== "not_configured";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 border-b border-line py-4 last:border-0">
      <Icon className="size-5 shrink-0 text-ink-3" aria-hidden />
      <div className="min-w-48 flex-1">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm font-semibold">
          {connectorName(connector.kind)}
          <Standing standing={connector.standing} />
        </h2>
        <p className="mt-1 text-sm text-ink-2">
          {connector.missing && isThere ? t("lacks", { field: t(`fields.${connector.missing as "api_key"}`) }) : t(`what.${connector.kind}`)}
        </p>
        {connector.updated_at && <p className="mt-1 text-xs text-ink-3">{t("changedAt", { when: dateTime(connector.updated_at) })}</p>}
      </div>
      <div className="flex flex-wrap gap-2">
        {isThere && (
          <Button size="sm" kind="quiet" icon={<Trash2 className="size-4" aria-hidden />} onClick={() => onOpen({ what: "remove", kind: connector.kind })}>
            {t("remove")}
          </Button>
        )}
        {isReady && (
          <Button size="sm" kind="quiet" busy={turn.isPending} icon={<Power className="size-4" aria-hidden />} onClick={() => turn.mutate()}>
            {connector.is_active ? t("turnOff") : t("turnOn")}
          </Button>
        )}
        {isReady && connector.is_active && (
          <Button size="sm" icon={<MessageSquare className="size-4" aria-hidden />} onClick={() => onOpen({ what: "test", kind: connector.kind })}>
            {t("test")}
          </Button>
        )}
        <Button size="sm" kind={isThere ? "plain" : "primary"} icon={<Pencil className="size-4" aria-hidden />} onClick={() => onOpen({ what: "change", kind: connector.kind })}>
          {isThere ? t("change") : t("setUp")}
        </Button>
      </div>
    </li>
  );
}

interface Step {
  what: "change" | "test" | "remove";
  kind: ConnectorKind;
}

function List() {
  const { t } = useTranslation("connectors");
  const { may } = useSession();
  const [step, setStep] = useState<Step>();
  const connectors = useQuery({ queryKey: keys.connectors, queryFn: ({ signal }) => api.get("/api/v1/connectors", { signal }) });
  const items = connectors.data?.items ?? [];
  useActions(
    t("title"),
    items.map((one) => ({ id: one.kind, label: t("changeWhich", { name: connectorName(one.kind) }), icon: icons[one.kind], run: () => setStep({ what: "change", kind: one.kind }) })),
  );
  const chosen = items.find((one) => one.kind === step?.kind);
  const close = () => setStep(undefined);
  return (
    <div className="mx-auto w-full max-w-4xl">
      <PageTitle title={t("title")}>{t("intro")}</PageTitle>
      {may("notifications.manage") && (
        <p className="text-sm">
          <Link to="/office/messages" search={{ state: "kept" }} className="font-medium text-accent-ink underline-offset-4 hover:underline">
            {t("outbox")}
          </Link>
        </p>
      )}
      {connectors.error && <ProblemNotice problem={connectors.error} onRetry={() => void connectors.refetch()} />}
      {connectors.isPending && <SkeletonRows rows={6} className="h-14" />}
      <ul className="mt-4">
        {items.map((one) => (
          <Row key={one.kind} connector={one} onOpen={setStep} />
        ))}
      </ul>
      {chosen && step?.what === "change" && <ConnectorDialog connector={chosen} onClose={close} />}
      {chosen && step?.what === "test" && <TestDialog connector={chosen} onClose={close} />}
      {chosen && step?.what === "remove" && <Remove connector={chosen} onClose={close} />}
    </div>
  );
}

export function Connectors() {
  const { t } = useTranslation("connectors");
  return (
    <NeedsRight right="company.manage" title={t("title")}>
      <List />
    </NeedsRight>
  );
}
