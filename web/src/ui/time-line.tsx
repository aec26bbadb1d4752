// One story of a record: changes, notes, files and payments, the newest on top; and the place to write a note.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleDot, CreditCard, FileBox, LockKeyhole, MessageSquare } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { Button } from "./button";
import { EmptyState } from "./empty-state";
import { Checkbox, TextArea } from "./field";
import { MentionArea } from "./mention-area";
import { pieces, stillNamed, type Colleague, type FindColleagues } from "./mentions";
import { dateTime, money, relative } from "./format";
import { ProblemNotice } from "./notice";
import { SkeletonRows } from "./skeleton";
import { Badge } from "./status";
import { toastProblem } from "./toast";

export type TimelineItem = Schema<"TimelineItem">;
type Change = TimelineItem["changes"][number];

export interface ChangeText {
  label: string;
  before?: string;
  after?: string;
}

interface Props {
  queryKey: readonly unknown[];
  read: (signal: AbortSignal) => Promise<{ items: TimelineItem[] }>;
  /** Absent: nobody writes here. */
  write?: (text: string, isInternal: boolean, mentions: string[]) => Promise<unknown>;
  /** Staff may keep a note from the customer. */
  canBeInternal?: boolean;
  /** Nothing is said when there is nothing to show. */
  isQuiet?: boolean;
  /** Who may be mentioned in a note that stays among colleagues. */
  colleagues?: FindColleagues;
  nameOf: (action: string) => string;
  /** The change in words; undefined when it says nothing that the rest does not. */
  describe: (change: Change, all: readonly Change[]) => ChangeText | undefined;
}

const icons = { change: CircleDot, note: MessageSquare, payment: CreditCard, file: FileBox };

function Changes({ changes, describe }: { changes: Change[]; describe: Props["describe"] }) {
  const texts = changes.map((change) => describe(change, changes)).filter((text) => text !== undefined);
  if (texts.length === 0) return null;
  return (
    <ul className="mt-1 grid gap-0.5 text-sm text-ink-2">
      {texts.map((text) => (
        <li key={text.label} className="break-words">
          {text.label}: {text.before && <span className="text-ink-3 line-through">{text.before}</span>} {text.before && "→ "}
          <span className="text-ink">{text.after ?? "–"}</span>
        </li>
      ))}
    </ul>
  );
}

function Entry({ item, nameOf, describe }: { item: TimelineItem } & Pick<Props, "nameOf" | "describe">) {
  const { t } = useTranslation("ui");
  const Icon = icons[item.kind];
  const by = item.by === "system" ? t("story.system") : item.by === "staff" ? t("story.staff") : item.by;
  return (
    <li className="relative flex gap-3 pb-6 last:pb-0 before:absolute before:top-7 before:bottom-0 before:left-3.5 before:w-px before:bg-line last:before:hidden">
      <span className="grid size-7 shrink-0 place-items-center rounded-full bg-sunken text-ink-3">
        <Icon className="size-3.5" aria-hidden />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="font-medium">{item.kind === "note" ? by : nameOf(item.action)}</span>
          {item.kind !== "note" && <span className="text-ink-2">{by}</span>}
          {item.is_internal && (
            <Badge tone="warn">
              <LockKeyhole className="mr-1 size-3" aria-hidden />
              {t("story.internal")}
            </Badge>
          )}
          <time dateTime={item.at} title={dateTime(item.at)} className="text-ink-3">
            {relative(item.at)}
          </time>
        </p>
        {item.payment && (
          <p className="tabular mt-1 text-sm text-ink-2">
            {money(item.payment.amount, item.payment.currency)} · {item.payment.method}
            {item.payment.transaction_id && ` · ${item.payment.transaction_id}`}
          </p>
        )}
        {item.kind === "file" && item.text && <p className="mt-1 text-sm text-ink-2">{item.text}</p>}
        <Changes changes={item.changes} describe={describe} />
        {item.kind !== "file" && item.text && (
          <p className="mt-1.5 w-fit rounded-lg bg-sunken px-3 py-2 text-sm break-words whitespace-pre-wrap">
            {pieces(item.text, item.mentions.map((one) => one.full_name)).map((piece, index) =>
              piece.isName ? (
                <b key={index} className="font-medium text-accent-ink">
                  {piece.text}
                </b>
              ) : (
                piece.text
              ),
            )}
          </p>
        )}
      </div>
    </li>
  );
}

function Composer({ queryKey, write, canBeInternal, colleagues }: Props) {
  const { t } = useTranslation("ui");
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [isInternal, setInternal] = useState(false);
  const [chosen, setChosen] = useState<Colleague[]>([]);
  const [isSending, setSending] = useState(false);
  const send = async (event: React.FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    setSending(true);
    try {
      await write!(text.trim(), isInternal, isInternal ? stillNamed(text, chosen).map((one) => one.id) : []);
      setText("");
      setChosen([]);
      await client.invalidateQueries({ queryKey });
    } catch (problem) {
      toastProblem(problem);
    } finally {
      setSending(false);
    }
  };
  const facts = { "aria-label": t("story.write"), placeholder: canBeInternal && !isInternal ? t("story.toCustomer") : t("story.write"), rows: 2, maxLength: 4000, value: text };
  return (
    <form onSubmit={(event) => void send(event)} className="mb-6 grid gap-2">
      {colleagues ? (
        <MentionArea
          {...facts}
          onText={setText}
          useFound={colleagues}
          onChosen={(one) => {
            setChosen([...chosen, one]);
            setInternal(true); // the customer is not told who works here
          }}
        />
      ) : (
        <TextArea {...facts} onChange={(event) => setText(event.target.value)} />
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        {canBeInternal ? (
          <Checkbox checked={isInternal} onChange={(event) => setInternal(event.target.checked)}>
            {t("story.keepInternal")}
          </Checkbox>
        ) : (
          <span />
        )}
        <Button type="submit" size="sm" disabled={!text.trim()} busy={isSending}>
          {t("story.send")}
        </Button>
      </div>
    </form>
  );
}

export function TimeLine(props: Props) {
  const { t } = useTranslation("ui");
  const story = useQuery({ queryKey: props.queryKey, queryFn: ({ signal }) => props.read(signal) });
  if (story.isPending) return <SkeletonRows rows={4} className="h-10" />;
  if (story.error) return <ProblemNotice problem={story.error} onRetry={() => void story.refetch()} />;
  const newest = [...story.data.items].reverse();
  return (
    <>
      {props.write && <Composer {...props} />}
      {newest.length === 0 ? (
        !props.isQuiet && <EmptyState icon={MessageSquare} title={t("story.none")} />
      ) : (
        <ol>
          {newest.map((item, index) => (
            <Entry key={`${item.at} ${newest.length - index}`} item={item} nameOf={props.nameOf} describe={props.describe} />
          ))}
        </ol>
      )}
    </>
  );
}
