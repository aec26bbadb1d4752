import { useTranslation } from "react-i18next";
import { PageTitle } from "@/ui/page-title";

export function PricePage() {
  const { t } = useTranslation("quotes");
  return <PageTitle title={t("price.title")}>{t("price.lead")}</PageTitle>;
}
