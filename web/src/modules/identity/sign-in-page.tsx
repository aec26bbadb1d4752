import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { useTranslation } from "@/app/i18n/texts";
import { isStaff } from "@/app/session";
import { AccountCard, safeNext } from "./account-card";
import { SignInForm } from "./sign-in-form";

const route = getRouteApi("/portal/sign-in");

export function SignInPage() {
  const { t } = useTranslation("identity");
  const { next } = route.useSearch();
  const router = useRouter();
  return (
    <AccountCard
      title={t("signIn")}
      foot={
        <>
          <Link to="/forgot-password" className="font-medium text-accent-ink underline-offset-4 hover:underline">
            {t("forgot.link")}
          </Link>
          <p>
            {t("noAccount")}{" "}
            <Link to="/register" search={{ next }} className="font-medium text-accent-ink underline-offset-4 hover:underline">
              {t("createAccount")}
            </Link>
          </p>
        </>
      }
    >
      <SignInForm onDone={(me) => router.history.push(safeNext(next, isStaff(me) ? "/office" : "/"))} />
    </AccountCard>
  );
}
