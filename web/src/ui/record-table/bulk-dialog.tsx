// First tried: the dialog says how many records an action will reach and which would refuse, and why. Then done: how far it is,
// whom it has left as he was, and taken back where that is possible.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { Button } from "../button";
import { Dialog } from "../dialog";
import { Field, Select, TextArea } from "../field";
import { number } from "../format";
import { ProblemNotice } from "../notice";
import { Skeleton } from "../skeleton";
import { toast, toastProblem } from "../toast";
import type { BulkProps } from "./bulk-bar";
import { BulkOperationActions, BulkProgress, BulkRows, isAtWork, refusalOf, useBulkOperation, useUndoBulk, type BulkResult } from "./bulk-operation";
import type { BulkAction } from "./column";

const targetOf = ({ selection, filter }: BulkProps) => (selection.isAll ? { filter } : { ids: [...selection.ids] });

async function ask(action: BulkAction, props: BulkProps, more: object): Promise<BulkResult> {
  return api.post(action.path, { body: { ...targetOf(props), ...action.body, ...more } as never }) as Promise<BulkResult>;
}

/** The reasons of those that refuse, each once with how many it concerns. */
function reasonsOf(result: BulkResult): { text: string; count: number; example: string }[] {
  const reasons = new Map<string, { text: string; count: number; example: string }>();
  for (const one of result.results) {
    if (one.ok) continue;
    const text = refusalOf(one);
    const known = reasons.get(text) ?? { text, count: 0, example: one.number || one.id };
    reasons.set(text, { ...known, count: known.count + 1 });
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count);
}

function Reasons({ result }: { result: BulkResult }) {
  const { t } = useTranslation("ui");
  const reasons = reasonsOf(result);
  if (reasons.length === 0) return null;
  return (
    <div className="rounded-lg bg-warn-soft px-4 py-3 text-sm">
      <p className="font-medium text-warn">{t("table.bulk.refuse", { count: result.failed })}</p>
      <ul className="mt-1 grid gap-1 text-ink-2">
        {reasons.map((reason) => (
          <li key={reason.text}>
            {number(reason.count, 0)} × {reason.text} <span className="text-ink-3">({reason.example})</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What a job goes through: a trial, the thing itself, or its undoing. */
function AtWork({ id }: { id: string }) {
  const { t } = useTranslation("ui");
  const { data: operation, error, refetch } = useBulkOperation(id);
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!operation) return <Skeleton className="h-12" />;
  return (
    <div className="grid gap-4">
      <BulkProgress operation={operation} />
      {!isAtWork(operation) && operation.failed > 0 && (
        <section>
          <h3 className="text-sm font-semibold">{t("table.bulk.refuse", { count: operation.failed })}</h3>
          <BulkRows id={id} onlyRefused />
        </section>
      )}
    </div>
  );
}

interface DialogProps {
  action: BulkAction;
  props: BulkProps;
  onClose: () => void;
}

export default function BulkDialog({ action, props, onClose }: DialogProps) {
  const { t } = useTranslation("ui");
  const client = useQueryClient();
  const undo = useUndoBulk();
  const [said, setSaid] = useState("");
  const [chosen, setChosen] = useState(action.chooses?.options[0]?.value);
  const [isSending, setSending] = useState(false);
  const [working, setWorking] = useState<string>(); // the operation that was begun
  const body = action.chooses?.options.find((one) => one.value === chosen)?.body ?? {};
  const trial = useQuery({
    queryKey: ["bulk-trial", action.id, targetOf(props), body],
    queryFn: () => ask(action, props, { ...body, dry_run: true }),
    enabled: !working,
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const trialId = trial.data?.bulk_operation_id ?? undefined;
  const tried = useBulkOperation(trialId).data;
  const operation = useBulkOperation(working).data;
  const failed = tried?.failed ?? trial.data?.failed ?? 0;
  const reached = trial.data ? trial.data.matched - failed : 0;
  const refresh = () => {
    void client.invalidateQueries({ queryKey: props.queryKey });
    props.onDone?.();
  };
  const close = () => {
    if (working) refresh();
    onClose();
  };
  const send = async () => {
    setSending(true);
    try {
      const result = await ask(action, props, { ...body, ...(action.asks && said.trim() ? { [action.asks.member]: said.trim() } : {}) });
      const id = result.bulk_operation_id;
      props.selection.clear();
      refresh();
      if (id && (result.job_id || result.failed > 0)) return setWorking(id);
      toast(t("table.bulk.done", { count: result.succeeded }), action.canUndo && id ? { undo: () => void undo(id) } : {});
      onClose();
    } catch (problem) {
      toastProblem(problem);
    } finally {
      setSending(false);
    }
  };
  const footer = working ? (
    <>
      {operation && <BulkOperationActions operation={operation} onUndone={(result) => (result.bulk_operation_id ? setWorking(result.bulk_operation_id) : close())} />}
      <Button kind="primary" onClick={close}>
        {operation && isAtWork(operation) ? t("table.bulk.goOn") : t("close")}
      </Button>
    </>
  ) : (
    <>
      <Button onClick={close}>{t("cancel")}</Button>
      <Button kind={action.isDanger ? "danger" : "primary"} disabled={reached === 0 || (tried && isAtWork(tried))} busy={isSending} onClick={() => void send()}>
        {trial.data ? `${action.label} (${number(reached, 0)})` : action.label}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={action.label} footer={footer}>
      {working ? (
        <AtWork id={working} />
      ) : (
        <div className="grid gap-4">
          {action.chooses && (
            <Field label={action.chooses.label}>
              <Select value={chosen} onChange={(event) => setChosen(event.target.value)}>
                {action.chooses.options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          {trial.isPending && <Skeleton className="h-12" />}
          {trial.error && <ProblemNotice problem={trial.error} onRetry={() => void trial.refetch()} />}
          {trial.data && !trialId && (
            <>
              <p className="text-sm">{t("table.bulk.reaches", { count: trial.data.succeeded })}</p>
              <Reasons result={trial.data} />
            </>
          )}
          {trialId && (
            <>
              <p className="text-sm">{t("table.bulk.asJob")}</p>
              <AtWork id={trialId} />
            </>
          )}
          {action.asks && (
            <Field label={action.asks.label} optional>
              <TextArea value={said} onChange={(event) => setSaid(event.target.value)} maxLength={1000} />
            </Field>
          )}
        </div>
      )}
    </Dialog>
  );
}
