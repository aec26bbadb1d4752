// A secret, shown this once.
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";

export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("secret.title")}
      description={t("secret.what")}
      width="sm"
      footer={
        <>
          <CopyButton text={secret} size="md" />
          <Button kind="primary" onClick={onClose}>
            {t("secret.done")}
          </Button>
        </>
      }
    >
      <code className="block rounded-lg bg-sunken p-4 font-mono text-sm break-all select-all" translate="no">
        {secret}
      </code>
    </Dialog>
  );
}
