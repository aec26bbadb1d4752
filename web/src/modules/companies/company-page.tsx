// The company's settings: name, region, tax, rules for quotes, and how it looks; beside them a preview of what one writes.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useBlocker } from "@tanstack/react-router";
import { ImageUp, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf, type Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { languages } from "@/app/i18n";
import { useSession } from "@/app/session";
import { Section } from "@/modules/identity/section";
import { Button } from "@/ui/button";
import { Checkbox, Field, Input, Select } from "@/ui/field";
import { FileButton } from "@/ui/file-drop";
import { localeNow } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { complaintText, problemText } from "@/ui/problem-text";
import { SkeletonRows } from "@/ui/skeleton";
import { StaleEdit } from "@/ui/stale-edit";
import { toast } from "@/ui/toast";
import { Preview } from "./preview";
import { currencies, currencyLabel, timeIn, zones } from "./regions";
import { bodyOf, changesOf, faultsOf, fieldOf, formOf, memberOf, type Company, type Form, type FormField } from "./settings";

const logoOf = (id: string) => (id ? `/api/v1/files/${id}/thumbnail?size=400` : undefined);

/** When the company was changed last; only those who may read the audit log are told. */
async function lastChange(): Promise<string> {
  const query = { action: "company.changed", page_size: 1, ordering: "-at" } as const;
  const found = await api.get("/api/v1/audit", { query: query as never }).catch(() => undefined);
  return found?.items[0]?.at ?? new Date().toISOString();
}

function useSettings(company: Company) {
  const { t, i18n } = useTranslation("companies");
  const client = useQueryClient();
  const [base, setBase] = useState(company);
  const [form, setForm] = useState(() => formOf(company));
  const [problem, setProblem] = useState<Problem>();
  const [stale, setStale] = useState<{ now: Company; at: string }>();
  const [isSending, setSending] = useState(false);
  const [isTried, setTried] = useState(false);
  const changed = changesOf(formOf(base), form);
  const faults = faultsOf(form);

  const begin = (next: Company) => {
    client.setQueryData(keys.company, next);
    setBase(next);
    setForm(formOf(next));
    setProblem(undefined);
    setTried(false);
  };
  const send = async (fields: FormField[], version: number) => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    setSending(true);
    setProblem(undefined);
    try {
      begin(await api.patch("/api/v1/company", { body: bodyOf(form, fields), ifMatch: version }));
      void client.invalidateQueries({ queryKey: keys.branding });
      void client.invalidateQueries({ queryKey: keys.me });
      toast(t("saved"));
    } catch (thrown) {
      const fault = problemOf(thrown);
      if (fault.code !== "version_has_changed") setProblem(fault);
      else {
        const [now, at] = await Promise.all([api.get("/api/v1/company").catch(() => undefined), lastChange()]);
        if (now) setStale({ now, at });
        else setProblem(fault);
      }
    } finally {
      setSending(false);
    }
  };
  const errorOf = (field: FormField): string | undefined => {
    const fault = isTried || changed.includes(field) ? faults[field] : undefined;
    if (fault) return t(`faults.${fault}`);
    if (problem?.code === "currency_in_use" && field === "currency") return t("currencyInUse");
    const said = problem?.errors.find((one) => fieldOf(one.pointer) === field);
    if (!said || !problem) return undefined;
    return i18n.exists(`companies:problems.${problem.code}`) ? t(`problems.${problem.code}` as "problems.invalid_color") : complaintText(said);
  };
  return {
    base,
    form,
    changed,
    problem,
    stale,
    isSending,
    errorOf,
    set: (change: Partial<Form>) => setForm((before) => ({ ...before, ...change })),
    save: () => void send(changed, base.version),
    discard: () => begin(base),
    settleStale: (choice: Record<string, "mine" | "theirs"> | undefined) => {
      const now = stale!.now;
      setStale(undefined);
      if (!choice) return begin(now);
      const mine = changed.filter((field) => choice[field] === "mine");
      // What was left to the colleague stands in the form as it is now.
      const theirs = formOf(now);
      const next = Object.fromEntries((Object.keys(form) as FormField[]).map((field) => [field, mine.includes(field) ? form[field] : theirs[field]]));
      setBase(now);
      setForm(next as unknown as Form);
      void send(mine, now.version);
    },
  };
}

type Settings = ReturnType<typeof useSettings>;

function LogoField({ settings, disabled }: { settings: Settings; disabled: boolean }) {
  const { t } = useTranslation("companies");
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { form, set, errorOf } = settings;
  const logo = logoOf(form.logo_file_id);
  const send = async ([file]: File[]) => {
    if (!file) return;
    setSending(true);
    setProblem(undefined);
    try {
      const body = new FormData();
      body.append("file", file, file.name);
      const { items } = await api.post("/api/v1/files", { query: { purpose: "picture" }, body: body as never });
      if (items[0]) set({ logo_file_id: items[0].id });
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setSending(false);
    }
  };
  const error = errorOf("logo_file_id");
  return (
    <div className="grid gap-2">
      <p className="text-sm font-medium">{t("fields.logo_file_id")}</p>
      <div className="flex flex-wrap items-center gap-3">
        <span className="grid h-16 w-28 place-items-center rounded-md bg-sunken p-2 text-ink-3">
          {logo ? <img src={logo} alt={t("fields.logo_file_id")} className="max-h-full max-w-full object-contain" /> : <ImageUp className="size-5" aria-hidden />}
        </span>
        {!disabled && (
          <FileButton size="sm" accept="image/png,image/jpeg,image/webp,image/gif" onFiles={(files) => void send(files)}>
            {isSending ? t("sending") : t("chooseLogo")}
          </FileButton>
        )}
        {!disabled && logo && (
          <Button size="sm" kind="quiet" icon={<X className="size-4" aria-hidden />} onClick={() => set({ logo_file_id: "" })}>
            {t("noLogo")}
          </Button>
        )}
      </div>
      {error ? <p className="text-sm text-bad">{error}</p> : <p className="text-sm text-ink-3">{t("logoHint")}</p>}
      {problem && <ProblemNotice problem={problem} />}
    </div>
  );
}

function ColorField({ settings, disabled }: { settings: Settings; disabled: boolean }) {
  const { t } = useTranslation("companies");
  const { form, set, errorOf } = settings;
  return (
    <div className="flex items-end gap-3">
      <Field label={t("fields.accent_color")} optional hint={t("colorHint")} error={errorOf("accent_color")} className="flex-1">
        <Input placeholder="#2d4fe3" maxLength={7} spellCheck={false} disabled={disabled} value={form.accent_color} onChange={(event) => set({ accent_color: event.target.value.trim() })} />
      </Field>
      <input
        type="color"
        aria-label={t("pickColor")}
        disabled={disabled}
        value={/^#[0-9a-f]{6}$/i.test(form.accent_color) ? form.accent_color : "#2d4fe3"}
        onChange={(event) => set({ accent_color: event.target.value })}
        className="mb-7 size-10 shrink-0 cursor-pointer rounded-md bg-transparent disabled:cursor-not-allowed disabled:opacity-45 coarse:size-11"
      />
    </div>
  );
}

function SettingsForm({ settings, mayEdit }: { settings: Settings; mayEdit: boolean }) {
  const { t } = useTranslation("companies");
  const { form, set, errorOf, problem } = settings;
  const text = (name: "name" | "document_name" | "registration_number" | "tax_name" | "tax_rate" | "quote_validity_days" | "quote_reminder_days" | "auto_approval_limit", more: { label?: ReactNode; hint?: ReactNode; optional?: boolean; mode?: "decimal" | "numeric" } = {}) => (
    <Field label={more.label ?? t(`fields.${name}`)} hint={more.hint} optional={more.optional} error={errorOf(name)} requestId={problem?.at(`/${memberOf(name)}`) ? problem.requestId : undefined}>
      <Input inputMode={more.mode} maxLength={200} disabled={!mayEdit} value={form[name]} onChange={(event) => set({ [name]: event.target.value })} />
    </Field>
  );
  const now = timeIn(form.time_zone, localeNow());
  return (
    <div className="grid content-start gap-4">
      <Section title={t("sections.profile")}>
        <div className="grid gap-4">
          {text("name", { hint: t("nameHint") })}
          {text("document_name", { hint: t("documentNameHint"), optional: true })}
          {text("registration_number", { optional: true })}
        </div>
      </Section>
      <Section title={t("sections.brand")}>
        <div className="grid gap-4">
          <LogoField settings={settings} disabled={!mayEdit} />
          <ColorField settings={settings} disabled={!mayEdit} />
        </div>
      </Section>
      <Section title={t("sections.region")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("fields.currency")} hint={t("currencyHint")} error={errorOf("currency")}>
            <Select disabled={!mayEdit} value={form.currency} onChange={(event) => set({ currency: event.target.value })}>
              {[...new Set([form.currency, ...currencies()])].map((code) => (
                <option key={code} value={code}>
                  {currencyLabel(code, localeNow())}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("fields.locale")} hint={t("localeHint")} error={errorOf("locale")}>
            <Select disabled={!mayEdit} value={form.locale} onChange={(event) => set({ locale: event.target.value })}>
              {!(form.locale in languages) && <option value={form.locale}>{form.locale}</option>}
              {Object.entries(languages).map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("fields.time_zone")} hint={now && t("zoneHint", { time: now })} error={errorOf("time_zone")} className="sm:col-span-2">
            <Select disabled={!mayEdit} value={form.time_zone} onChange={(event) => set({ time_zone: event.target.value })}>
              {[...new Set([form.time_zone, ...zones()])].map((zone) => (
                <option key={zone} value={zone}>
                  {zone}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      </Section>
      <Section title={t("sections.tax")}>
        <div className="grid gap-4 sm:grid-cols-2">
          {text("tax_name", { hint: t("taxHint") })}
          {text("tax_rate", { mode: "decimal" })}
        </div>
      </Section>
      <Section title={t("sections.quotes")}>
        <div className="grid gap-4 sm:grid-cols-2">
          {text("quote_validity_days", { mode: "numeric" })}
          {text("quote_reminder_days", { mode: "numeric", hint: t("reminderHint") })}
          {text("auto_approval_limit", { mode: "decimal", label: t("limitIn", { currency: form.currency }), hint: t("limitHint") })}
          <div className="self-center">
            <Checkbox disabled={!mayEdit} checked={form.auto_approval_stops_at_approved} onChange={(event) => set({ auto_approval_stops_at_approved: event.target.checked })}>
              {t("fields.auto_approval_stops_at_approved")}
            </Checkbox>
          </div>
        </div>
      </Section>
    </div>
  );
}

/** What is not saved yet is not left without asking. */
function useUnsaved(isChanged: boolean): void {
  const { t } = useTranslation("companies");
  useBlocker({ shouldBlockFn: () => isChanged && !confirm(t("leave")), enableBeforeUnload: isChanged });
}

function Page({ company }: { company: Company }) {
  const { t } = useTranslation(["companies", "subscriptions"]);
  const { may } = useSession();
  const mayEdit = may("company.manage");
  const settings = useSettings(company);
  const { changed, problem, stale, form, base } = settings;
  useUnsaved(changed.length > 0);
  const isAtField = problem && (problem.errors.length > 0 || problem.code === "currency_in_use");
  const shown = (value: string | boolean) => (typeof value === "boolean" ? (value ? t("yes") : t("no")) : value);
  return (
    <form
      noValidate
      className="mx-auto max-w-6xl"
      onSubmit={(event) => {
        event.preventDefault();
        if (mayEdit && changed.length > 0) settings.save();
      }}
    >
      <PageTitle title={t("title")}>{t("what")}</PageTitle>
      {mayEdit && (
        <p className="mb-5 flex flex-wrap gap-x-5 gap-y-1 text-sm">
          <Link to="/office/company/plan" className="text-accent underline-offset-4 hover:underline">
            {t("subscriptions:title")}
          </Link>
          <Link to="/office/company/data" className="text-accent underline-offset-4 hover:underline">
            {t("data.title")}
          </Link>
        </p>
      )}
      {!mayEdit && (
        <div className="mb-5">
          <Notice title={t("readOnly")}>{t("readOnlyWhy")}</Notice>
        </div>
      )}
      {problem && !isAtField && (
        <div className="mb-5">
          <Notice tone="bad">{problemText(problem)}</Notice>
        </div>
      )}
      <div className="grid gap-8 pb-20 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <SettingsForm settings={settings} mayEdit={mayEdit} />
        <div className="lg:sticky lg:top-[calc(5rem+var(--top))] lg:self-start">
          <Preview form={form} logo={logoOf(form.logo_file_id)} />
        </div>
      </div>
      {mayEdit && changed.length > 0 && (
        <div className="animate-rise fixed inset-x-0 bottom-0 z-20 border-t border-line bg-raised px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 lg:left-60">
          <div className="mx-auto flex max-w-6xl items-center justify-between gap-3">
            <p className="min-w-0 truncate text-sm text-ink-2" role="status">
              {t("unsaved", { count: changed.length })}
            </p>
            <div className="flex gap-2">
              <Button onClick={settings.discard}>{t("discard")}</Button>
              <Button type="submit" kind="primary" busy={settings.isSending}>
                {t("save")}
              </Button>
            </div>
          </div>
        </div>
      )}
      {stale && (
        <StaleEdit
          at={stale.at}
          fields={(Object.keys(form) as FormField[])
            .filter((field) => changed.includes(field) || formOf(base)[field] !== formOf(stale.now)[field])
            .map((field) => ({
              name: field,
              label: t(`fields.${field}`),
              before: shown(formOf(base)[field]),
              theirs: shown(formOf(stale.now)[field]),
              mine: changed.includes(field) ? shown(form[field]) : undefined,
            }))}
          onDiscard={() => settings.settleStale(undefined)}
          onSend={settings.settleStale}
        />
      )}
    </form>
  );
}

export function CompanyPage() {
  const company = useQuery({ queryKey: keys.company, queryFn: ({ signal }) => api.get("/api/v1/company", { signal }) });
  if (company.error) return <ProblemNotice problem={company.error} onRetry={() => void company.refetch()} />;
  if (!company.data) return <SkeletonRows rows={5} className="h-32" />;
  return <Page company={company.data} />;
}
