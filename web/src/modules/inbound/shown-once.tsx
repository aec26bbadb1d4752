// A secret that was made here, shown this once.
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Copied } from "./copied";

export function ShownOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation("inbound");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("secret.title")}
      description={t("secret.what")}
      width="sm"
      footer={
        <Button kind="primary" onClick={onClose}>
          {t("secret.done")}
        </Button>
      }
    >
      <Copied label={t("fields.secret")} text={secret} />
    </Dialog>
  );
}
