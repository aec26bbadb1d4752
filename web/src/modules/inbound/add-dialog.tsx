// An incoming webhook is added: what it is called, what becomes of it, how its sender signs.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input, Select } from "@/ui/field";
import { ProblemNotice } from "@/ui/notice";
import { complaintAt, problemText } from "@/ui/problem-text";
import { SkeletonRows } from "@/ui/skeleton";
import { signatureNames } from "./words";

const FORM = "inbound";

type Added = Schema<"EndpointWithSecret">;

interface Props {
  onClose: () => void;
  onAdded: (added: Added) => void;
}

export function AddDialog({ onClose, onAdded }: Props) {
  const { t } = useTranslation("inbound");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const known = useQuery({ queryKey: keys.inboundConnectors, queryFn: ({ signal }) => api.get("/api/v1/inbound-connectors", { signal }), staleTime: Infinity });
  const [name, setName] = useState("");
  const [connector, setConnector] = useState("event");
  const [chosen, setChosen] = useState<Added["signature"]>();
  const [secret, setSecret] = useState("");
  const ways = known.data?.items.find((one) => one.name === connector)?.signatures ?? [];
  const way = ways.find(({ signature }) => signature === chosen) ?? ways[0];
  const send = useMutation({
    mutationFn: () => api.post("/api/v1/inbound-endpoints", { body: { name, connector, ...(way ? { signature: way.signature } : {}), ...(secret.trim() ? { secret: secret.trim() } : {}) } }),
    onSuccess: onAdded,
    onSettled: () => client.invalidateQueries({ queryKey: keys.inbound }),
  });
  const problem = send.error ? problemOf(send.error) : undefined;
  const said = (member: string, codes: string[] = []) => problem && (codes.includes(problem.code) ? problemText(problem) : complaintAt(problem, `/${member}`));
  const texts = { name: said("name"), secret: said("secret", ["secret_needed", "invalid_secret"]) };
  const isOfField = Object.values(texts).some(Boolean);
  const idOf = (text: string | undefined) => text && problem?.requestId;
  const needsSecret = way && !way.is_secret_ours;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("add")}
      description={t("addWhat")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={send.isPending} disabled={!name.trim() || !way || (needsSecret && !secret.trim())}>
            {t("add")}
          </Button>
        </>
      }
    >
      {known.error ? (
        <ProblemNotice problem={known.error} onRetry={() => void known.refetch()} />
      ) : !known.data || !way ? (
        <SkeletonRows rows={4} className="h-10" />
      ) : (
        <form
          id={FORM}
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate();
          }}
        >
          {problem && !isOfField && <ProblemNotice problem={problem} />}
          <Field label={t("fields.name")} error={texts.name} requestId={idOf(texts.name)}>
            <Input autoFocus autoComplete="off" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t("fields.connector")} hint={t(`connectorsWhat.${connector}` as never)}>
            <Select value={connector} onChange={(event) => setConnector(event.target.value)}>
              {known.data.items.map((one) => (
                <option key={one.name} value={one.name}>
                  {t(`connectors.${one.name}` as never)}
                </option>
              ))}
            </Select>
          </Field>
          {ways.length > 1 && (
            <Field label={t("fields.signature")}>
              <Select value={way.signature} onChange={(event) => setChosen(event.target.value as Added["signature"])}>
                {ways.map(({ signature }) => (
                  <option key={signature} value={signature} translate="no">
                    {signatureNames[signature]}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          <Field label={t("fields.secret")} hint={needsSecret ? t(`secretOf.${way.signature}` as never) : t("secretOurs")} optional={!needsSecret} error={texts.secret} requestId={idOf(texts.secret)}>
            <Input type="password" autoComplete="off" spellCheck={false} maxLength={1000} value={secret} onChange={(event) => setSecret(event.target.value)} />
          </Field>
        </form>
      )}
    </Dialog>
  );
}
