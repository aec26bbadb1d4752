// Where the link leads that shows that an address is one's own: it needs no more than being opened.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { useTabTitle } from "@/ui/page-title";
import { SkeletonRows } from "@/ui/skeleton";
import { AccountCard } from "../account-card";
import { LinkGone } from "./link-gone";
import { useLinkToken } from "./use-link-token";

export function VerifyEmailPage() {
  const { t } = useTranslation("identity");
  const { me } = useSession();
  const client = useQueryClient();
  const token = useLinkToken();
  const isSent = useRef(false); // a link works once
  const confirm = useMutation({
    mutationFn: (secret: string) => api.post("/api/v1/auth/email-verification/confirm", { body: { token: secret } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.me }),
  });
  useTabTitle(t("links.verify"));
  useEffect(() => {
    if (!token || isSent.current) return;
    isSent.current = true;
    confirm.mutate(token);
  }, [token, confirm]);
  const way = (
    <Button asChild kind="primary" size="lg">
      <Link to={me ? "/profile" : "/sign-in"}>{me ? t("links.toProfile") : t("signIn")}</Link>
    </Button>
  );
  return (
    <AccountCard title={confirm.isSuccess ? t("links.verified") : t("links.verify")}>
      {confirm.isSuccess ? (
        <div className="grid gap-6">
          <p role="status" className="text-sm text-ink-2">
            {t("links.verifiedWhat")}
          </p>
          {way}
        </div>
      ) : !token || confirm.error ? (
        <div className="grid gap-6">
          <LinkGone problem={confirm.error ? problemOf(confirm.error) : undefined}>{t("links.verifyAgain")}</LinkGone>
          {way}
        </div>
      ) : (
        <SkeletonRows rows={1} />
      )}
    </AccountCard>
  );
}
