import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { useTranslation } from "@/app/i18n/texts";
import { AccountCard, safeNext } from "./account-card";
import { RegisterForm } from "./register-form";

const route = getRouteApi("/portal/register");

export function RegisterPage() {
  const { t } = useTranslation("identity");
  const { next } = route.useSearch();
  const router = useRouter();
  return (
    <AccountCard
      title={t("createAccount")}
      foot={
        <p>
          {t("haveAccount")}{" "}
          <Link to="/sign-in" search={{ next }} className="font-medium text-accent-ink underline-offset-4 hover:underline">
            {t("signIn")}
          </Link>
        </p>
      }
    >
      <RegisterForm onDone={() => router.history.push(safeNext(next, "/"))} />
    </AccountCard>
  );
}
