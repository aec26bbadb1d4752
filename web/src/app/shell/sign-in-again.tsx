// Over the page whose session is over.
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "@/app/i18n/texts";
import { keys } from "@/api/query";
import { SignInForm } from "@/modules/identity/forms";
import { Dialog } from "@/ui/dialog";
import { useSession, type Me } from "../session";
import { answerSignIn } from "../session-end";

export default function SignInAgain() {
  const { t } = useTranslation("app");
  const { me } = useSession();
  const client = useQueryClient();
  const router = useRouter();
  const onDone = (now: Me) => {
    const isOther = now.id !== me?.id;
    answerSignIn(!isOther);
    if (isOther) router.history.push("/"); // what is on the screen belongs to somebody else
  };
  const leave = () => {
    answerSignIn(false);
    client.setQueryData(keys.me, null);
    void router.invalidate();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && leave()} title={t("sessionEnd.title")} description={t("sessionEnd.text")} width="sm">
      <SignInForm email={me?.email} onDone={onDone} />
    </Dialog>
  );
}
