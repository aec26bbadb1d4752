import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "@/app/i18n/texts";
import { NeedsRight } from "@/app/needs-right";
import { kindName } from "@/modules/audit/words";
import { Select } from "@/ui/field";
import { PageTitle } from "@/ui/page-title";
import { ActivityFeed } from "./activity-feed";
import { activityKinds, activitySearch } from "./search";

export function ActivityPage() {
  const { t } = useTranslation("timeline");
  const { kind } = useSearch({ from: "/office/activity" });
  const navigate = useNavigate({ from: "/office/activity" });
  return (
    <NeedsRight right="company.read" title={t("title")}>
      <div className="mx-auto max-w-3xl">
        <PageTitle
          title={t("title")}
          actions={
            <Select
              aria-label={t("kind")}
              className="w-48"
              value={kind ?? ""}
              onChange={(event) => void navigate({ search: activitySearch({ kind: event.target.value }), replace: true })}
            >
              <option value="">{t("everything")}</option>
              {activityKinds.map((one) => (
                <option key={one} value={one}>
                  {kindName(one)}
                </option>
              ))}
            </Select>
          }
        >
          {t("what")}
        </PageTitle>
        <ActivityFeed kind={kind} />
      </div>
    </NeedsRight>
  );
}
