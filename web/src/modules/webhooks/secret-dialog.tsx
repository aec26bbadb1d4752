// A secret, shown this once.
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // Without TLS browsers give no clipboard; the text stands there to be chosen.
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("secret.title")}
      description={t("secret.what")}
      width="sm"
      footer={
        <>
          <Button icon={isCopied ? <Check className="size-4" aria-hidden /> : <Copy className="size-4" aria-hidden />} onClick={() => void copy()}>
            {isCopied ? t("secret.copied") : t("secret.copy")}
          </Button>
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
