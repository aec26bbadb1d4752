// The company's plan: until when, how much of it is used, and what the others hold.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { NeedsRight } from "@/app/needs-right";
import { Section } from "@/modules/identity/section";
import { Facts } from "@/ui/facts";
import { date, money, number } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { SkeletonRows } from "@/ui/skeleton";
import { useAlertText } from "./alert-text";
import { Meters } from "./meters";
import { alertOf, amount, type Plan, type Subscription } from "./usage";

function Standing({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation("subscriptions");
  const alert = alertOf(subscription);
  const alertText = useAlertText();
  return (
    <Section title={t("plan")}>
      <div className="grid gap-4">
        {alert && <Notice tone={alert.kind === "suspended" || alert.kind === "grace" ? "bad" : "warn"}>{alertText(alert)}</Notice>}
        <Facts
          facts={[
            { label: t("plan"), value: <strong className="font-semibold">{subscription.plan_name}</strong> },
            { label: t("state"), value: t(`states.${subscription.state}`) },
            { label: t("since"), value: date(subscription.started_at) },
            { label: t("until"), value: subscription.ends_at ? date(subscription.ends_at) : t("noEnd") },
            subscription.ends_at && subscription.read_only_from ? { label: t("readOnlyFrom"), value: date(subscription.read_only_from) } : undefined,
          ]}
        />
      </div>
    </Section>
  );
}

function PlanTable({ plans, current }: { plans: Plan[]; current: string }) {
  const { t } = useTranslation("subscriptions");
  const limits = ["users", "storage_bytes", "orders", "messages"] as const;
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("plan")}>
      <table className="w-full min-w-120 text-sm">
        <thead>
          <tr className="text-left text-ink-3">
            <th className="py-2 pr-3 font-medium">{t("plan")}</th>
            <th className="py-2 pr-3 text-right font-medium">{t("perMonth")}</th>
            {limits.map((meter) => (
              <th key={meter} className="py-2 pr-3 text-right font-medium last:pr-0">
                {t(`meters.${meter}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {plans.map((plan) => (
            <tr key={plan.code} aria-current={plan.code === current || undefined} className="aria-[current=true]:font-medium">
              <td className="py-2.5 pr-3">
                {plan.name}
                {plan.code === current && <span className="ml-2 text-ink-3">{t("yours")}</span>}
              </td>
              <td className="tabular py-2.5 pr-3 text-right">{money(plan.price, plan.currency)}</td>
              {limits.map((meter) => {
                const limit = plan[meter];
                return (
                  <td key={meter} className="tabular py-2.5 pr-3 text-right last:pr-0">
                    {limit == null ? t("unlimited") : meter === "storage_bytes" ? amount(meter, limit) : number(limit)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Plan() {
  const { t } = useTranslation("subscriptions");
  const subscription = useQuery({ queryKey: keys.subscription, queryFn: ({ signal }) => api.get("/api/v1/subscription", { signal }) });
  const plans = useQuery({ queryKey: keys.plans, queryFn: ({ signal }) => api.get("/api/v1/plans", { signal }) });
  const problem = subscription.error ?? plans.error;
  return (
    <div className="grid gap-4">
      {problem && <ProblemNotice problem={problem} onRetry={() => void Promise.all([subscription.refetch(), plans.refetch()])} />}
      {(subscription.isPending || plans.isPending) && !problem && <SkeletonRows rows={3} className="h-24" />}
      {subscription.data && <Standing subscription={subscription.data} />}
      {subscription.data && (
        <Section title={t("usage")}>
          <Meters usage={subscription.data.usage} />
        </Section>
      )}
      {subscription.data && plans.data && (
        <Section title={t("plans")}>
          <div className="grid gap-4">
            <PlanTable plans={plans.data.items} current={subscription.data.plan} />
            <p className="text-sm text-ink-2">{t("howToChange")}</p>
          </div>
        </Section>
      )}
    </div>
  );
}

export function PlanPage() {
  const { t } = useTranslation(["subscriptions", "companies"]);
  return (
    <NeedsRight right="company.read" title={t("title")}>
      <div className="mx-auto max-w-4xl">
        <Link to="/office/company" className="mb-3 inline-flex items-center gap-1.5 text-sm text-ink-2 hover:text-ink">
          <ArrowLeft className="size-4" aria-hidden /> {t("companies:title")}
        </Link>
        <PageTitle title={t("title")}>{t("what")}</PageTitle>
        <Plan />
      </div>
    </NeedsRight>
  );
}
