// For who looks after the whole installation: every company with its plan and usage, and another plan for it.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Building2, LockKeyhole } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api, type Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Checkbox, Field, Input, Select } from "@/ui/field";
import { date, percent } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { complaintAt, problemText } from "@/ui/problem-text";
import { SkeletonRows } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { amount, type Usage } from "./usage";

type Company = Schema<"PlatformCompany">;
const PAGE_SIZE = 20;

function UsageCell({ usage }: { usage: Usage }) {
  const { t } = useTranslation("subscriptions");
  return (
    <td className={cx("tabular py-2.5 pr-4 text-right", usage.level === "full" ? "text-bad" : usage.level === "near" && "text-warn")}>
      {amount(usage.meter, usage.used)}
      <span className="block text-ink-3">{usage.limit == null ? t("unlimited") : `${percent((usage.percent ?? 0) / 100)} · ${amount(usage.meter, usage.limit)}`}</span>
    </td>
  );
}

function SubscriptionDialog({ company, onClose }: { company: Company; onClose: () => void }) {
  const { t } = useTranslation("subscriptions");
  const client = useQueryClient();
  const plans = useQuery({ queryKey: keys.plans, queryFn: ({ signal }) => api.get("/api/v1/plans", { signal }) });
  const [plan, setPlan] = useState(company.subscription.plan);
  const [isTrial, setTrial] = useState(company.subscription.is_trial);
  const [end, setEnd] = useState(company.subscription.ends_at?.slice(0, 10) ?? "");
  const change = useMutation({
    mutationFn: () =>
      api.patch("/api/v1/platform/companies/{company_id}/subscription", {
        path: { company_id: company.id },
        body: {
          plan,
          is_trial: isTrial,
          ...(end === (company.subscription.ends_at?.slice(0, 10) ?? "") ? {} : { ends_at: end ? `${end}T00:00:00Z` : null }),
        },
      }),
    onSuccess: () => {
      toast(t("changed", { company: company.name }));
      void client.invalidateQueries({ queryKey: keys.platformCompanies() });
      void client.invalidateQueries({ queryKey: keys.subscription });
      onClose();
    },
  });
  const problem = change.error ? problemOf(change.error) : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("changeWhich", { company: company.name })}
      description={t("changeWhat")}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="change-subscription" busy={change.isPending}>
            {t("change")}
          </Button>
        </>
      }
    >
      <form
        id="change-subscription"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        {problem && problem.errors.length === 0 && <Notice tone="bad">{problemText(problem)}</Notice>}
        <Field label={t("plan")} error={complaintAt(problem, "/plan")}>
          <Select value={plan} onChange={(event) => setPlan(event.target.value)}>
            {(plans.data?.items ?? []).map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("until")} hint={t("untilHint")} error={complaintAt(problem, "/ends_at")} optional>
          <Input type="date" value={end} onChange={(event) => setEnd(event.target.value)} />
        </Field>
        <Checkbox checked={isTrial} onChange={(event) => setTrial(event.target.checked)}>
          {t("isTrial")}
        </Checkbox>
      </form>
    </Dialog>
  );
}

function Companies() {
  const { t } = useTranslation("subscriptions");
  const search = useSearch({ from: "/office/platform" });
  const navigate = useNavigate();
  const [changing, setChanging] = useState<Company>();
  const [typed, setTyped] = useState(search.search ?? "");
  const page = Number(search.page ?? "1");
  const query = { page, page_size: PAGE_SIZE, ...(search.search ? { search: search.search } : {}) };
  const companies = useQuery({
    queryKey: keys.platformCompanies(query),
    queryFn: ({ signal }) => api.get("/api/v1/platform/companies", { query, signal }),
    placeholderData: (before) => before,
  });
  const go = (next: { search?: string; page?: string }) => void navigate({ to: "/office/platform", search: next });
  const pages = Math.max(1, Math.ceil((companies.data?.total ?? 0) / PAGE_SIZE));
  return (
    <div className="grid gap-4">
      <form
        role="search"
        className="flex max-w-sm gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          go(typed.trim() ? { search: typed.trim() } : {});
        }}
      >
        <Input type="search" aria-label={t("searchCompanies")} placeholder={t("searchCompanies")} maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Button type="submit">{t("search")}</Button>
      </form>
      {companies.error && <ProblemNotice problem={companies.error} onRetry={() => void companies.refetch()} />}
      {companies.isPending && <SkeletonRows rows={5} className="h-14" />}
      {companies.data?.items.length === 0 && <EmptyState icon={Building2} title={t("noCompanies")} />}
      {companies.data && companies.data.items.length > 0 && (
        <div className="overflow-x-auto rounded-xl bg-surface px-4 shadow-card" tabIndex={0} role="region" aria-label={t("plan")}>
          <table className="w-full min-w-220 text-sm">
            <thead>
              <tr className="text-left text-ink-3">
                <th className="py-3 pr-4 font-medium">{t("company")}</th>
                <th className="py-3 pr-4 font-medium">{t("plan")}</th>
                <th className="py-3 pr-4 font-medium">{t("until")}</th>
                {companies.data.items[0]?.subscription.usage.map(({ meter }) => (
                  <th key={meter} className="py-3 pr-4 text-right font-medium">
                    {t(`meters.${meter}`)}
                  </th>
                ))}
                <th className="py-3" />
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {companies.data.items.map((company) => (
                <tr key={company.id}>
                  <td className="py-2.5 pr-4">
                    <span className="font-medium">{company.name}</span>
                    <span className="block text-ink-3">{company.is_first ? t("first") : (company.registration_number ?? t("sinceDay", { date: date(company.created_at) }))}</span>
                  </td>
                  <td className="py-2.5 pr-4">
                    {company.subscription.plan_name}
                    <span className={cx("block", company.subscription.state === "suspended" || company.subscription.state === "grace" ? "text-bad" : "text-ink-3")}>
                      {t(`states.${company.subscription.state}`)}
                    </span>
                  </td>
                  <td className="py-2.5 pr-4 whitespace-nowrap">{company.subscription.ends_at ? date(company.subscription.ends_at) : t("noEnd")}</td>
                  {company.subscription.usage.map((usage) => (
                    <UsageCell key={usage.meter} usage={usage} />
                  ))}
                  <td className="py-2.5 text-right">
                    <Button size="sm" aria-label={`${t("change")}: ${t("changeWhich", { company: company.name })}`} onClick={() => setChanging(company)}>
                      {t("change")}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages > 1 && (
        <nav aria-label={t("pages")} className="flex items-center gap-3 text-sm text-ink-2">
          <Button size="sm" disabled={page <= 1} onClick={() => go({ ...search, page: String(page - 1) })}>
            {t("previous")}
          </Button>
          {t("pageOf", { page, pages })}
          <Button size="sm" disabled={page >= pages} onClick={() => go({ ...search, page: String(page + 1) })}>
            {t("next")}
          </Button>
        </nav>
      )}
      {changing && <SubscriptionDialog company={changing} onClose={() => setChanging(undefined)} />}
    </div>
  );
}

export function PlatformPage() {
  const { t } = useTranslation("subscriptions");
  const { isKnown, me } = useSession();
  if (!isKnown) return null;
  if (me?.role !== "platform_admin")
    return (
      <>
        <h1 className="sr-only">{t("companies")}</h1>
        <EmptyState icon={LockKeyhole} title={t("platformOnly")}>
          {t("platformOnlyWhy")}
        </EmptyState>
      </>
    );
  return (
    <div className="mx-auto max-w-6xl">
      <PageTitle title={t("companies")}>{t("companiesWhat")}</PageTitle>
      <Companies />
    </div>
  );
}
