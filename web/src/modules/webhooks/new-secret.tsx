// The secret that was just made, in words of whom to give it to.
import { useTranslation } from "@/app/i18n/texts";
import { ShownOnce } from "@/ui/shown-once";

export function NewSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  return <ShownOnce title={t("secret.title")} what={t("secret.what")} label={t("fields.secret")} done={t("secret.done")} secret={secret} onClose={onClose} />;
}
