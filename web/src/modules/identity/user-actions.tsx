// What may be done with a user: change, switch off, let in again. What is not possible says why.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, MailPlus, Pencil, UserCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { putEverywhere } from "@/api/optimistic";
import { keys } from "@/api/query";
import { useActions } from "@/app/palette/providers";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemNotice } from "@/ui/notice";
import { toast, toastProblem } from "@/ui/toast";
import { ChangeUserDialog } from "./change-user-dialog";
import { mayGive } from "./roles";
import { useUserChange } from "./use-user-change";
import type { User } from "./users";

function DeactivateDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ui } = useTranslation("ui");
  const change = useUserChange();
  const [problem, setProblem] = useState<unknown>();
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    try {
      await change(user, { is_active: false }, user.version);
      toast(t("users.deactivated", { name: user.full_name }));
      onClose();
    } catch (thrown) {
      setProblem(thrown);
      setSending(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("users.deactivateWho", { name: user.full_name })}
      description={t("users.deactivateWhat")}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button kind="danger" busy={isSending} onClick={() => void send()}>
            {t("users.deactivate")}
          </Button>
        </>
      }
    >
      {problem !== undefined && <ProblemNotice problem={problem} />}
    </Dialog>
  );
}

/** The link that was mailed before works no more once another is sent. */
function useInviteAgain(user: User) {
  const { t } = useTranslation("identity");
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post("/api/v1/users/{user_id}/invitation", { path: { user_id: user.id } }),
    onSuccess: (answer) => {
      putEverywhere(client, keys.users(), answer);
      toast(t("invite.sentAgain", { email: answer.email }));
    },
    onError: (problem) => toastProblem(problem),
  });
}

export function UserActions({ user }: { user: User }) {
  const { t } = useTranslation("identity");
  const { me, may } = useSession();
  const change = useUserChange();
  const [open, setOpen] = useState<"change" | "deactivate">();
  const canManage = may("users.manage") && !!me && mayGive(me, user);
  const isOwn = me?.id === user.id;
  const close = () => setOpen(undefined);
  const again = useInviteAgain(user);
  const isInvited = user.is_active && !!user.invited_at;
  const activate = () =>
    void change(user, { is_active: true }, user.version).then(() => toast(t("users.activated", { name: user.full_name })), toastProblem);
  useActions(
    user.full_name,
    canManage
      ? [
          { id: "change", label: t("users.change"), icon: Pencil, run: () => setOpen("change") },
          ...(isInvited ? [{ id: "again", label: t("invite.again"), icon: MailPlus, run: () => again.mutate() }] : []),
          ...(isOwn
            ? []
            : [
                user.is_active
                  ? { id: "deactivate", label: t("users.deactivate"), icon: Ban, run: () => setOpen("deactivate") }
                  : { id: "activate", label: t("users.activate"), icon: UserCheck, run: activate },
              ]),
        ]
      : [],
  );
  if (!canManage) return null;
  return (
    <>
      {isInvited && (
        <Button size="sm" kind="primary" icon={<MailPlus className="size-4" aria-hidden />} busy={again.isPending} onClick={() => again.mutate()}>
          {t("invite.again")}
        </Button>
      )}
      {!isOwn && user.is_active && (
        <Button size="sm" kind="danger" icon={<Ban className="size-4" aria-hidden />} onClick={() => setOpen("deactivate")}>
          {t("users.deactivate")}
        </Button>
      )}
      {!isOwn && !user.is_active && (
        <Button size="sm" kind="primary" icon={<UserCheck className="size-4" aria-hidden />} onClick={activate}>
          {t("users.activate")}
        </Button>
      )}
      <Button size="sm" icon={<Pencil className="size-4" aria-hidden />} onClick={() => setOpen("change")}>
        {t("users.change")}
      </Button>
      {open === "change" && <ChangeUserDialog user={user} onClose={close} />}
      {open === "deactivate" && <DeactivateDialog user={user} onClose={close} />}
    </>
  );
}
