// What may be done with the chosen rows, first tried: the dialog says how many it will reach and which would refuse, and why.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { Button, IconButton } from "../button";
import { Dialog } from "../dialog";
import { Field, TextArea } from "../field";
import { number } from "../format";
import { ProblemNotice } from "../notice";
import { problemText } from "../problem-text";
import { Problem } from "@/api/problem";
import { Skeleton } from "../skeleton";
import { toast, toastProblem } from "../toast";
import type { BulkAction } from "./column";
import type { Selection } from "./use-selection";

type BulkResult = Schema<"BulkResult">;

interface Props {
  actions: BulkAction[];
  selection: Selection;
  total: number;
  /** The filter that "all" means, as text. */
  filter: string;
  queryKey: readonly string[];
}

const targetOf = ({ selection, filter }: Props) => (selection.isAll ? { filter } : { ids: [...selection.ids] });

async function ask(action: BulkAction, props: Props, more: object): Promise<BulkResult> {
  return api.post(action.path, { body: { ...targetOf(props), ...action.body, ...more } as never }) as Promise<BulkResult>;
}

/** The reasons of those that refuse, each once with how many it concerns. */
function reasonsOf(result: BulkResult): { text: string; count: number; example: string }[] {
  const reasons = new Map<string, { text: string; count: number; example: string }>();
  for (const one of result.results) {
    if (one.ok) continue;
    const text = problemText(new Problem({ status: 409, code: one.code ?? "unknown", detail: one.detail ?? undefined }));
    const known = reasons.get(text) ?? { text, count: 0, example: one.number };
    reasons.set(text, { ...known, count: known.count + 1 });
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count);
}

function Trial({ result }: { result: BulkResult }) {
  const { t } = useTranslation("ui");
  const reasons = reasonsOf(result);
  return (
    <div className="grid gap-3 text-sm">
      <p>
        {t("table.bulk.reaches", { count: result.checked < result.matched ? result.matched : result.succeeded })}
        {result.checked < result.matched && ` ${t("table.bulk.asJob")}`}
      </p>
      {reasons.length > 0 && (
        <div className="rounded-lg bg-warn-soft px-4 py-3">
          <p className="font-medium text-warn">{t("table.bulk.refuse", { count: result.failed })}</p>
          <ul className="mt-1 grid gap-1 text-ink-2">
            {reasons.map((reason) => (
              <li key={reason.text}>
                {number(reason.count, 0)} × {reason.text} <span className="text-ink-3">({reason.example})</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function BulkDialog({ action, props, onClose }: { action: BulkAction; props: Props; onClose: () => void }) {
  const { t } = useTranslation("ui");
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const [isSending, setSending] = useState(false);
  const trial = useQuery({
    queryKey: ["bulk-trial", action.id, targetOf(props)],
    queryFn: () => ask(action, props, { dry_run: true }),
    gcTime: 0,
    staleTime: 0,
  });
  const send = async () => {
    setSending(true);
    try {
      const result = await ask(action, props, action.asks && said.trim() ? { [action.asks.member]: said.trim() } : {});
      if (result.job_id) toast(t("table.bulk.started"), { detail: t("table.bulk.startedDetail", { count: result.matched }) });
      else toast(t("table.bulk.done", { count: result.succeeded }), result.failed ? { detail: t("table.bulk.refuse", { count: result.failed }) } : {});
      props.selection.clear();
      onClose();
      void client.invalidateQueries({ queryKey: props.queryKey });
    } catch (problem) {
      toastProblem(problem);
    } finally {
      setSending(false);
    }
  };
  const reached = trial.data ? trial.data.matched - trial.data.failed : 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={action.label}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind={action.isDanger ? "danger" : "primary"} disabled={reached === 0} busy={isSending} onClick={() => void send()}>
            {trial.data ? `${action.label} (${number(reached, 0)})` : action.label}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {trial.isPending && <Skeleton className="h-12" />}
        {trial.error && <ProblemNotice problem={trial.error} onRetry={() => void trial.refetch()} />}
        {trial.data && <Trial result={trial.data} />}
        {action.asks && (
          <Field label={action.asks.label} optional>
            <TextArea value={said} onChange={(event) => setSaid(event.target.value)} maxLength={1000} />
          </Field>
        )}
      </div>
    </Dialog>
  );
}

export function BulkBar(props: Props) {
  const { t } = useTranslation("ui");
  const [open, setOpen] = useState<BulkAction>();
  const { selection, total } = props;
  const count = selection.count(total);
  if (count === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={t("table.bulk.title")}
      className="animate-rise absolute inset-x-3 bottom-3 z-20 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] flex-wrap items-center gap-1 rounded-xl bg-raised p-1.5 shadow-pop"
    >
      <span className="tabular px-2.5 text-sm font-medium" role="status">
        {t("table.chosen", { count, shown: number(count, 0) })}
      </span>
      {!selection.isAll && selection.ids.size < total && (
        <Button size="sm" kind="quiet" onClick={selection.chooseAll}>
          {t("table.chooseAll", { count: total, shown: number(total, 0) })}
        </Button>
      )}
      {props.actions.map((action) => (
        <Button
          key={action.id}
          size="sm"
          kind={action.isDanger ? "danger" : "plain"}
          icon={<action.icon className="size-4" aria-hidden />}
          onClick={() => setOpen(action)}
        >
          {action.label}
        </Button>
      ))}
      <IconButton label={t("table.unchoose")} className="size-8" onClick={selection.clear}>
        <X className="size-4" aria-hidden />
      </IconButton>
      {open && <BulkDialog action={open} props={props} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
