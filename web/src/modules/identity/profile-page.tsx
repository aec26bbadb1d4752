import { useTranslation } from "react-i18next";
import { useSession } from "@/app/session";
import { PageTitle } from "@/ui/page-title";

export function ProfilePage() {
  const { t } = useTranslation("identity");
  const { me } = useSession();
  return (
    <>
      <PageTitle title={t("profile.title")} />
      <dl className="grid gap-1 text-sm">
        <dt className="text-ink-3">{t("fullName")}</dt>
        <dd>{me?.full_name}</dd>
        <dt className="mt-3 text-ink-3">{t("email")}</dt>
        <dd>{me?.email}</dd>
      </dl>
    </>
  );
}
