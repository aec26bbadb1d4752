// Until the address is confirmed: what is missing, and the link once more.
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import type { Me } from "@/app/session";
import { Button } from "@/ui/button";
import { Notice, ProblemNotice } from "@/ui/notice";

export function EmailBanner({ me }: { me: Me }) {
  const { t } = useTranslation("identity");
  const send = useMutation({ mutationFn: () => api.post("/api/v1/auth/email-verification") });
  if (me.email_verified_at) return null;
  return (
    <div className="mb-4 grid gap-3">
      <Notice title={t("confirmEmail.title")}>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <span role="status">{send.isSuccess ? t("confirmEmail.sent", { email: me.email }) : t("confirmEmail.text")}</span>
          {!send.isSuccess && (
            <Button size="sm" busy={send.isPending} onClick={() => send.mutate()}>
              {t("confirmEmail.send")}
            </Button>
          )}
        </div>
      </Notice>
      {send.error && <ProblemNotice problem={send.error} />}
    </div>
  );
}
