import { useTranslation } from "@/app/i18n/texts";
import { date } from "@/ui/format";
import { amount, type Alert } from "./usage";

/** What presses, in a sentence. */
export function useAlertText(): (alert: Alert) => string {
  const { t } = useTranslation("subscriptions");
  return (alert) => {
    switch (alert.kind) {
      case "suspended":
        return t("alerts.suspended");
      case "grace":
        return t("alerts.grace", { date: date(alert.until) });
      case "ending":
        return t(alert.isTrial ? "alerts.trialEnding" : "alerts.ending", { date: date(alert.at) });
      case "full":
      case "near":
        return t(`alerts.${alert.kind}`, {
          meter: t(`meters.${alert.usage.meter}`),
          used: amount(alert.usage.meter, alert.usage.used),
          limit: amount(alert.usage.meter, alert.usage.limit ?? 0),
        });
    }
  };
}
