// Whether signing in asks for more than the password: set up, codes renewed, switched off.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { date } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { problemText } from "@/ui/problem-text";
import { SkeletonRows } from "@/ui/skeleton";
import { Status } from "@/ui/status";
import { toast } from "@/ui/toast";
import { Section } from "../section";
import { FactorSetup } from "./factor-setup";
import { RecoveryCodes } from "./recovery-codes";

/** What a code of the factor is asked for. Renewing answers with codes, which are shown in the same place. */
function WithCode({ what, onClose }: { what: "renew" | "off"; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ui } = useTranslation("ui");
  const client = useQueryClient();
  const [code, setCode] = useState("");
  const send = useMutation({
    mutationFn: async (body: { code: string }) =>
      what === "renew" ? (await api.post("/api/v1/auth/second-factor/recovery-codes", { body })).recovery_codes : void (await api.post("/api/v1/auth/second-factor/off", { body })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.secondFactor });
      if (what === "renew") return;
      toast(t("factor.isOff"));
      onClose();
    },
  });
  const problem = send.error ? problemOf(send.error) : undefined;
  const wrong = problem?.code === "wrong_code" ? problem : undefined;
  const codes = send.data;
  const form = `factor-${what}`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={what === "renew" ? t("factor.renew") : t("factor.off")}
      description={codes ? undefined : what === "renew" ? t("factor.renewWhat") : t("factor.offWhat")}
      width="sm"
      footer={
        codes ? (
          <Button kind="primary" onClick={onClose}>
            {t("factor.kept")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{ui("cancel")}</Button>
            <Button kind={what === "renew" ? "primary" : "danger"} type="submit" form={form} busy={send.isPending} disabled={!code.trim()}>
              {what === "renew" ? t("factor.renew") : t("factor.off")}
            </Button>
          </>
        )
      }
    >
      {codes ? (
        <RecoveryCodes codes={codes} />
      ) : (
        <form
          id={form}
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate({ code: code.trim() });
          }}
        >
          {problem && !wrong && <ProblemNotice problem={problem} />}
          <Field label={t("factor.code")} hint={t("factor.codeHint")} error={wrong && problemText(wrong)} requestId={wrong?.requestId}>
            <Input autoFocus autoComplete="one-time-code" spellCheck={false} maxLength={20} className="font-mono" value={code} onChange={(event) => setCode(event.target.value)} />
          </Field>
        </form>
      )}
    </Dialog>
  );
}

export function SecondFactor() {
  const { t } = useTranslation("identity");
  const [open, setOpen] = useState<"set-up" | "renew" | "off">();
  const factor = useQuery({ queryKey: keys.secondFactor, queryFn: ({ signal }) => api.get("/api/v1/auth/second-factor", { signal }) });
  const close = () => setOpen(undefined);
  const state = factor.data;
  return (
    <Section title={t("factor.title")}>
      {factor.error && <ProblemNotice problem={factor.error} onRetry={() => void factor.refetch()} />}
      {factor.isPending && <SkeletonRows rows={1} />}
      {state && (
        <div className="grid gap-4">
          {state.is_on ? (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
              <Status tone="good" icon="done">
                {t("factor.on")}
              </Status>
              <span className="text-ink-2">
                {state.since && `${t("factor.since", { date: date(state.since) })} · `}
                {t("factor.left", { count: state.recovery_codes_left })}
              </span>
            </div>
          ) : (
            <p className="text-sm text-ink-2">{t("factor.what")}</p>
          )}
          <div className="flex flex-wrap gap-2">
            {state.is_on ? (
              <>
                <Button onClick={() => setOpen("renew")}>{t("factor.renew")}</Button>
                <Button kind="danger" onClick={() => setOpen("off")}>
                  {t("factor.off")}
                </Button>
              </>
            ) : (
              <Button onClick={() => setOpen("set-up")}>{t("factor.setUp")}</Button>
            )}
          </div>
        </div>
      )}
      {open === "set-up" && <FactorSetup onClose={close} />}
      {(open === "renew" || open === "off") && <WithCode what={open} onClose={close} />}
    </Section>
  );
}
