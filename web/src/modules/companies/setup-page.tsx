// A new installation is taken over by its owner: his company, himself, and sample data if he likes. Then he is signed in and
// prices the first part.
import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { CircleCheck, KeyRound } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf, type Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { chooseLanguage, isLanguage, languages, type Language } from "@/app/i18n";
import { begin, useSession } from "@/app/session";
import { Brand } from "@/app/shell/brand";
import { Button, buttonClass } from "@/ui/button";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/empty-state";
import { Checkbox, Field, Input, Select } from "@/ui/field";
import { localeNow } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { useTabTitle } from "@/ui/page-title";
import { problemText } from "@/ui/problem-text";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { currencies, currencyLabel, currencyOfZone, timeIn, zoneHere, zones } from "./regions";

const route = getRouteApi("/setup");
const LEAST = 10;

interface Wish {
  token: string;
  company_name: string;
  currency: string;
  time_zone: string;
  full_name: string;
  email: string;
  password: string;
  sample_data: boolean;
}

const SAMPLES_EVERY_MS = 2_000;
const SAMPLES_TRIES = 45;

/** Sample parts come in the background: the page that offers them is told when the first can be seen. */
async function awaitSamples(client: QueryClient): Promise<void> {
  for (let tries = 0; tries < SAMPLES_TRIES; tries++) {
    await new Promise((resolve) => setTimeout(resolve, SAMPLES_EVERY_MS));
    const found = await client
      .fetchQuery({ queryKey: keys.demoParts, queryFn: () => api.get("/api/v1/files/demo"), staleTime: 0 })
      .catch(() => undefined);
    if (found?.items.some((file) => file.preview_url)) return;
  }
}

const setupQuery = { queryKey: ["setup"], queryFn: () => api.get("/api/v1/setup"), staleTime: 0 };

function Languages() {
  const { i18n } = useTranslation("app");
  return (
    <div className="flex gap-1" role="group" aria-label="Language · Язык · Тіл">
      {Object.entries(languages).map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={i18n.language === code}
          onClick={() => void chooseLanguage(code as Language)}
          className="h-9 rounded-md px-2.5 text-sm text-ink-3 hover:bg-hover hover:text-ink aria-pressed:font-medium aria-pressed:text-ink coarse:h-11"
        >
          {name}
        </button>
      ))}
    </div>
  );
}

function Step({ number, title, what, children }: { number: number; title: string; what: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-x-10 gap-y-4 border-t border-line py-8 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
      <div>
        <h2 className="flex items-baseline gap-2 font-semibold">
          <span className="tabular text-sm font-medium text-ink-3" aria-hidden>
            {number}
          </span>
          {title}
        </h2>
        <p className="mt-1 text-sm text-ink-2">{what}</p>
      </div>
      <div className="grid content-start gap-4">{children}</div>
    </section>
  );
}

/** What stands above the form: only what no field says by itself. */
function Fault({ problem }: { problem: Problem }) {
  const { t } = useTranslation("companies");
  if (problem.code === "setup_token_not_allowed")
    return (
      <Notice tone="bad" title={t("setup.badToken")}>
        {t("setup.badTokenWhat")}
      </Notice>
    );
  if (problem.code === "email_taken" || problem.code === "weak_password" || problem.code === "unknown_time_zone") return null;
  return <ProblemNotice problem={problem} />;
}

function SetupForm({ token, onClosed }: { token: string | undefined; onClosed: () => void }) {
  const { t, i18n } = useTranslation("companies");
  const { t: id } = useTranslation("identity");
  const client = useQueryClient();
  const router = useRouter();
  const zone = zoneHere();
  const form = useForm<Wish>({
    defaultValues: { token: token ?? "", company_name: "", currency: currencyOfZone(zone), time_zone: zone, full_name: "", email: "", password: "", sample_data: true },
  });
  const send = useMutation({
    mutationFn: (wish: Wish) =>
      api.post("/api/v1/setup", { body: { ...wish, token: wish.token.trim(), locale: isLanguage(i18n.language) ? i18n.language : "en", use_cookies: true } }),
    onSuccess: async ({ user }, wish) => {
      await begin(client, user);
      void client.invalidateQueries({ queryKey: keys.branding });
      toast(t("setup.done", { company: wish.company_name }), { detail: t("setup.doneWhat") });
      router.history.push("/");
      if (wish.sample_data) void awaitSamples(client);
    },
    onError: (thrown) => problemOf(thrown).code === "setup_is_closed" && onClosed(),
  });
  const { errors } = form.formState;
  const problem = send.error ? problemOf(send.error) : undefined;
  const zoneNow = form.watch("time_zone");
  const isBadToken = problem?.code === "setup_token_not_allowed";
  const said = (code: string, text?: string) => (problem?.code === code ? (text ?? problemText(problem)) : undefined);
  useEffect(() => {
    if (isBadToken) document.getElementById("setup-fault")?.scrollIntoView({ block: "center" });
  }, [isBadToken]);
  return (
    <form noValidate onSubmit={form.handleSubmit((wish) => send.mutate(wish))}>
      <div id="setup-fault" className="grid gap-4 empty:hidden [&:not(:empty)]:pb-6">
        {problem && <Fault problem={problem} />}
        {(!token || isBadToken) && (
          <Field label={t("setup.token")} hint={t("setup.tokenHint")} error={errors.token && t("setup.tokenNeeded")}>
            <Input autoComplete="off" spellCheck={false} {...form.register("token", { required: true, maxLength: 200 })} />
          </Field>
        )}
      </div>
      <Step number={1} title={t("setup.company")} what={t("setup.companyWhat")}>
        <Field label={t("fields.name")} error={errors.company_name && t("faults.needed")}>
          <Input autoFocus autoComplete="organization" maxLength={200} {...form.register("company_name", { required: true, validate: (text) => !!text.trim() })} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("fields.currency")} hint={t("currencyHint")}>
            <Select {...form.register("currency")}>
              {currencies().map((code) => (
                <option key={code} value={code}>
                  {currencyLabel(code, localeNow())}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("fields.time_zone")} hint={t("zoneHint", { time: timeIn(zoneNow, localeNow()) })} error={said("unknown_time_zone", t("problems.unknown_time_zone"))}>
            <Select
              {...form.register("time_zone", {
                onChange: (event: { target: HTMLSelectElement }) => !form.formState.dirtyFields.currency && form.setValue("currency", currencyOfZone(event.target.value)),
              })}
            >
              {[...new Set([zone, ...zones()])].map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      </Step>
      <Step number={2} title={t("setup.you")} what={t("setup.youWhat")}>
        <Field label={id("fullName")} error={errors.full_name && id("needed.fullName")}>
          <Input autoComplete="name" {...form.register("full_name", { required: true })} />
        </Field>
        <Field label={id("email")} error={errors.email ? id("needed.email") : (said("email_taken") ?? (problem?.at("/email") && id("needed.email")))}>
          <Input type="email" inputMode="email" autoComplete="username" {...form.register("email", { required: true, pattern: /.@./ })} />
        </Field>
        <Field label={id("password")} hint={id("passwordHint", { count: LEAST })} error={errors.password ? id("passwordHint", { count: LEAST }) : said("weak_password")}>
          <Input type="password" autoComplete="new-password" {...form.register("password", { required: true, minLength: LEAST })} />
        </Field>
      </Step>
      <Step number={3} title={t("setup.samples")} what={t("setup.samplesWhat")}>
        <Checkbox {...form.register("sample_data")}>{t("setup.samplesWish")}</Checkbox>
      </Step>
      <div className="border-t border-line pt-6">
        <Button type="submit" kind="primary" size="lg" busy={send.isPending} className="max-sm:w-full">
          {t("setup.send")}
        </Button>
      </div>
    </form>
  );
}

function Closed() {
  const { t } = useTranslation("companies");
  const { me } = useSession();
  return (
    <EmptyState
      icon={CircleCheck}
      title={
        <span role="heading" aria-level={1}>
          {t("setup.closed")}
        </span>
      }
      action={
        <Link to={me ? "/" : "/sign-in"} className={buttonClass("primary")}>
          {me ? t("setup.toApp") : t("setup.signIn")}
        </Link>
      }
    >
      {t("setup.closedWhat")}
    </EmptyState>
  );
}

export function SetupPage() {
  const { t } = useTranslation("companies");
  const { token } = route.useSearch();
  const state = useQuery(setupQuery);
  const [isClosed, setClosed] = useState(false);
  const wasOpen = useRef<boolean>(undefined);
  useTabTitle(t("setup.title"));
  // As it was when one came: the owner who has just been made is on his way to the first part.
  if (state.data) wasOpen.current ??= state.data.needed;
  const isOpen = wasOpen.current && !isClosed;
  return (
    <div className="mx-auto flex min-h-dvh max-w-3xl flex-col px-4 sm:px-6">
      <header className="flex flex-wrap items-center justify-between gap-2 py-4">
        <Brand />
        <Languages />
      </header>
      <main id="content" className={cx("flex-1 pb-16", isOpen && "pt-6 sm:pt-10")}>
        {state.error && !isOpen ? (
          <ProblemNotice problem={state.error} onRetry={() => void state.refetch()} />
        ) : !state.data ? (
          <Skeleton className="h-96" />
        ) : isOpen ? (
          <>
            <h1 className="text-3xl font-semibold tracking-tight sm:text-4xl">{t("setup.title")}</h1>
            <p className="mt-2 mb-8 flex items-center gap-2 text-ink-2">
              <KeyRound className="size-4 shrink-0 text-ink-3" aria-hidden />
              {t("setup.lead")}
            </p>
            <SetupForm token={token} onClosed={() => setClosed(true)} />
          </>
        ) : (
          <Closed />
        )}
      </main>
    </div>
  );
}
