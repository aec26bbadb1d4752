// One API key: what it may do, who made it, when it was last used; changed or revoked here.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Ban, Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { NeedsRight } from "@/app/needs-right";
import { useActions } from "@/app/palette/providers";
import { useSession } from "@/app/session";
import { RecordChanges } from "@/modules/audit/record-changes";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Facts, Section } from "@/ui/facts";
import { date, dateTime, relative } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { RecordPage, RecordPageSkeleton } from "@/ui/record-page";
import type { Tab } from "@/ui/tabs";
import { RightsList } from "../rights-table";
import { useRoles } from "../roles";
import { UserName } from "../user-name";
import { ChangeKeyDialog, RevokeKeyDialog } from "./key-dialogs";
import { KeyEnding, KeyStanding, standingOf, type ApiKey } from "./standing";
import { tryIt } from "./try-it";

function Actions({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation("identity");
  const [open, setOpen] = useState<"change" | "revoke">();
  const isRevoked = standingOf(apiKey) === "revoked";
  const close = () => setOpen(undefined);
  useActions(
    apiKey.name,
    isRevoked
      ? []
      : [
          { id: "change", label: t("keys.change"), icon: Pencil, run: () => setOpen("change") },
          { id: "revoke", label: t("keys.revoke"), icon: Ban, run: () => setOpen("revoke") },
        ],
  );
  return (
    <>
      {!isRevoked && (
        <>
          <Button size="sm" kind="danger" icon={<Ban className="size-4" aria-hidden />} onClick={() => setOpen("revoke")}>
            {t("keys.revoke")}
          </Button>
          <Button size="sm" icon={<Pencil className="size-4" aria-hidden />} onClick={() => setOpen("change")}>
            {t("keys.change")}
          </Button>
        </>
      )}
      {open === "change" && <ChangeKeyDialog apiKey={apiKey} onClose={close} />}
      {open === "revoke" && <RevokeKeyDialog apiKey={apiKey} onClose={close} />}
    </>
  );
}

function HowTo({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation("identity");
  const command = tryIt(location.origin, "$KEY", apiKey.rights);
  return (
    <Section title={t("keys.try")} action={<CopyButton text={command} label={t("keys.copyCommand")} />}>
      <pre className="rounded-md bg-sunken px-3 py-2 font-mono text-xs break-all whitespace-pre-wrap">{command}</pre>
    </Section>
  );
}

function Record() {
  const { t } = useTranslation("identity");
  const { keyId } = useParams({ from: "/office/api-keys/$keyId" });
  const { tab } = useSearch({ from: "/office/api-keys/$keyId" });
  const navigate = useNavigate();
  const { me, may } = useSession();
  const { data: roles } = useRoles();
  const { data, error, refetch } = useQuery({
    queryKey: keys.apiKey(keyId),
    queryFn: ({ signal }) => api.get("/api/v1/api-keys/{api_key_id}", { path: { api_key_id: keyId }, signal }),
  });
  if (error && !data) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!data) return <RecordPageSkeleton />;
  const all = roles?.rights ?? [...new Set([...(me?.rights ?? []), ...data.rights])];
  const tabs: Tab[] = [{ id: "access", label: t("users.access"), content: <RightsList all={all} rights={data.rights} /> }];
  if (may("audit.read")) tabs.push({ id: "changes", label: t("users.changes"), content: <RecordChanges recordId={data.id} /> });
  return (
    <RecordPage
      back={{ to: "/office/api-keys", label: t("keys.title") }}
      title={data.name}
      status={<KeyStanding apiKey={data} />}
      subtitle={<KeyEnding apiKey={data} />}
      actions={<Actions apiKey={data} />}
      notice={data.revoked_at && <Notice>{t("keys.revokedWhen", { when: relative(data.revoked_at) })}</Notice>}
      tabs={tabs}
      tab={tab}
      onTab={(id) => void navigate({ to: ".", search: { tab: id }, replace: true })}
      aside={
        <>
          <Section title={t("keys.one")}>
            <Facts
              facts={[
                { label: t("keys.fields.created_by"), value: <UserName id={data.created_by} /> },
                { label: t("keys.fields.created_at"), value: date(data.created_at) },
                { label: t("keys.fields.last_used_at"), value: data.last_used_at ? relative(data.last_used_at) : t("users.never") },
                { label: t("keys.fields.expires_at"), value: data.expires_at ? dateTime(data.expires_at) : t("users.never") },
              ]}
            />
          </Section>
          {standingOf(data) === "works" && <HowTo apiKey={data} />}
        </>
      }
    />
  );
}

export function ApiKeyPage() {
  const { t } = useTranslation("identity");
  return (
    <NeedsRight right="keys.manage" title={t("keys.title")}>
      <Record />
    </NeedsRight>
  );
}
