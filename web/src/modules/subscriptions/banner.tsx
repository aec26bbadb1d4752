// On top of the office's pages while the plan is near its end or full: what it is, and where one sees more.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { cx } from "@/ui/cx";
import { useAlertText } from "./alert-text";
import { alertOf } from "./usage";

const LOOK_AGAIN_MS = 10 * 60_000; // what is used is nobody's event until it presses

export function PlanBanner() {
  const { t } = useTranslation("subscriptions");
  const { may } = useSession();
  const alertText = useAlertText();
  const subscription = useQuery({
    queryKey: keys.subscription,
    queryFn: ({ signal }) => api.get("/api/v1/subscription", { signal }),
    enabled: may("company.read"),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const alert = subscription.data && alertOf(subscription.data);
  if (!alert) return null;
  const isBad = alert.kind === "suspended" || alert.kind === "grace";
  return (
    <div role="status" className={cx("flex flex-wrap items-center justify-center gap-x-3 gap-y-1 px-4 py-2 text-sm", isBad ? "bg-bad-soft" : "bg-warn-soft")}>
      <TriangleAlert className={cx("size-4 shrink-0 max-sm:hidden", isBad ? "text-bad" : "text-warn")} aria-hidden />
      <p>{alertText(alert)}</p>
      <Link to="/office/company/plan" className="font-medium underline underline-offset-4">
        {t("title")}
      </Link>
    </div>
  );
}
