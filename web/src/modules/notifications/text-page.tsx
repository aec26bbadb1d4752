// One text: written at the left, seen with real values at the right; earlier versions below.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { ChevronLeft, RotateCcw } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { NeedsRight } from "@/app/needs-right";
import { UserName } from "@/modules/identity/user-name";
import { Button } from "@/ui/button";
import { Field, Input, TextArea } from "@/ui/field";
import { dateTime } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { complaintAt } from "@/ui/problem-text";
import { SkeletonRows } from "@/ui/skeleton";
import { Badge } from "@/ui/status";
import { toast, toastProblem } from "@/ui/toast";
import type { TextLanguage, TextPath } from "./search";
import { eventName } from "./words";

type Template = Schema<"MessageTemplate">;
interface Draft {
  subject: string;
  body: string;
  action: string;
}
const draftOf = ({ subject, body, action }: Draft): Draft => ({ subject, body, action });
const PATH = "/api/v1/message-templates/{event}/{channel}/{locale}";

function Preview({ path, draft }: { path: TextPath; draft: Draft }) {
  const { t } = useTranslation("notifications");
  const shown = useDeferredValue(draft);
  const preview = useQuery({
    queryKey: keys.templates({ ...path, preview: shown }),
    queryFn: ({ signal }) => api.post(`${PATH}/preview`, { path, body: shown, signal }),
    placeholderData: (before) => before,
  });
  if (preview.error) return <ProblemNotice problem={preview.error} />;
  if (!preview.data) return <SkeletonRows rows={3} />;
  return (
    <div className="grid content-start gap-3" aria-live="polite">
      {preview.data.missing.length > 0 && <Notice tone="warn">{t("texts.missing", { names: preview.data.missing.map((name) => `{{${name}}}`).join(", "), interpolation: { skipOnVariables: true } })}</Notice>}
      <article className="grid gap-3 rounded-xl bg-surface p-5 shadow-card">
        <h3 className="font-semibold break-words">{preview.data.subject}</h3>
        <p className="text-sm leading-6 break-words whitespace-pre-wrap">{preview.data.text}</p>
      </article>
      <p className="text-xs text-ink-3">{preview.data.is_real ? t("texts.real") : t("texts.samples")}</p>
    </div>
  );
}

function Versions({ template, onTake }: { template: Template; onTake: (draft: Draft) => void }) {
  const { t } = useTranslation("notifications");
  if (template.versions.length === 0) return null;
  return (
    <section className="mt-8 grid gap-2">
      <h2 className="text-sm font-semibold">{t("texts.versions")}</h2>
      <ol>
        {template.versions.map((one) => (
          <li key={one.version} className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-2.5 text-sm last:border-0">
            <span className="flex min-w-0 flex-wrap items-center gap-x-3">
              <span className="tabular text-ink-2">{dateTime(one.created_at)}</span>
              <UserName id={one.by_id} isPlain />
              {one.is_built_in ? <Badge>{t("texts.builtIn")}</Badge> : <span className="truncate">{one.subject}</span>}
            </span>
            <Button size="sm" onClick={() => onTake(draftOf(one.is_built_in ? template.built_in : one))}>
              {t("texts.take")}
            </Button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Editor({ template, path }: { template: Template; path: TextPath }) {
  const { t } = useTranslation("notifications");
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(template));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(template));
  const keep = (answer: Template, words: string) => {
    client.setQueryData(keys.templates(path), answer);
    setDraft(draftOf(answer));
    void client.invalidateQueries({ queryKey: keys.templates() });
    toast(words);
  };
  const save = useMutation({
    mutationFn: () => api.patch(PATH, { path, body: draft, ifMatch: template.version }),
    onSuccess: (answer) => keep(answer, t("texts.saved")),
  });
  const reset = useMutation({
    mutationFn: () => api.delete(PATH, { path, ifMatch: template.version }),
    onSuccess: (answer) => keep(answer, t("texts.isBuiltIn")),
    onError: (problem) => toastProblem(problem),
  });
  const problem = save.error ? problemOf(save.error) : undefined;
  const bodyError = complaintAt(problem, "/body");
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <>
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        <form
          noValidate
          className="grid content-start gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          {problem && !bodyError && <ProblemNotice problem={problem} />}
          <Field label={path.channel === "email" ? t("texts.subject") : t("texts.titleField")}>
            <Input translate="no" value={draft.subject} onChange={(event) => set({ subject: event.target.value })} />
          </Field>
          <Field label={t("texts.body")} hint={path.channel === "email" ? t("texts.paragraphs") : undefined} error={bodyError}>
            <TextArea translate="no" rows={path.channel === "email" ? 10 : 4} value={draft.body} onChange={(event) => set({ body: event.target.value })} />
          </Field>
          {path.channel === "email" && (
            <Field label={t("texts.action")} optional>
              <Input translate="no" value={draft.action} onChange={(event) => set({ action: event.target.value })} />
            </Field>
          )}
          <p className="flex flex-wrap items-center gap-1.5 text-xs text-ink-3">
            {t("texts.placeholders")}
            {template.placeholders.map((one) => (
              <button
                key={one.name}
                type="button"
                title={one.sample}
                translate="no"
                className="rounded bg-sunken px-1.5 py-0.5 font-mono hover:bg-hover hover:text-ink"
                onClick={() => set({ body: `${draft.body}{{${one.name}}}` })}
              >
                {`{{${one.name}}}`}
              </button>
            ))}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" kind="primary" busy={save.isPending} disabled={!isChanged || !draft.subject.trim() || !draft.body.trim()}>
              {t("texts.save")}
            </Button>
            {template.is_own && (
              <Button busy={reset.isPending} icon={<RotateCcw className="size-4" aria-hidden />} onClick={() => reset.mutate()}>
                {t("texts.reset")}
              </Button>
            )}
          </div>
        </form>
        <section aria-label={t("texts.preview")} className="grid content-start gap-2">
          <h2 className="text-sm font-medium">{t("texts.preview")}</h2>
          <Preview path={path} draft={draft} />
        </section>
      </div>
      <Versions template={template} onTake={setDraft} />
    </>
  );
}

function Page() {
  const { t, i18n } = useTranslation("notifications");
  const { event } = useParams({ from: "/office/messages/texts/$event" });
  const { channel = "email", locale = i18n.language as TextLanguage } = useSearch({ from: "/office/messages/texts/$event" });
  const path: TextPath = { event, channel, locale };
  const template = useQuery({ queryKey: keys.templates(path), queryFn: ({ signal }) => api.get(PATH, { path, signal }) });
  return (
    <div className="mx-auto max-w-5xl">
      <Link to="/office/messages/texts" search={{ locale }} className="-ml-1 inline-flex h-8 items-center gap-1 rounded-md px-1 text-sm text-ink-3 hover:text-ink coarse:h-10">
        <ChevronLeft className="size-4" aria-hidden />
        {t("texts.title")}
      </Link>
      <PageTitle title={eventName(event)}>
        {t(`channels.${channel}`)} · <span className="uppercase">{locale}</span>
      </PageTitle>
      {template.error && <ProblemNotice problem={template.error} onRetry={() => void template.refetch()} />}
      {template.isPending && <SkeletonRows />}
      {template.data && <Editor key={`${event} ${channel} ${locale}`} template={template.data} path={path} />}
    </div>
  );
}

export function TextPage() {
  const { t } = useTranslation("notifications");
  return (
    <NeedsRight right="notifications.manage" title={t("texts.title")}>
      <Page />
    </NeedsRight>
  );
}
