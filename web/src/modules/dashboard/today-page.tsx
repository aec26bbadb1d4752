import { useTranslation } from "react-i18next";
import { useSession } from "@/app/session";
import { PageTitle } from "@/ui/page-title";

export function TodayPage() {
  const { t } = useTranslation("dashboard");
  const { me } = useSession();
  return <PageTitle title={t("today")}>{me?.company.name}</PageTitle>;
}
