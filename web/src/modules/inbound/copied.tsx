// A text to be given to somebody else: it stands there, and a button copies it.
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "@/ui/button";

export function Copied({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation("inbound");
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Without TLS browsers give no clipboard; the text stands there to be chosen.
    }
  };
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center justify-between gap-2">
        <span className="text-sm font-medium">{label}</span>
        <Button size="sm" kind="quiet" aria-label={t("copyWhat", { what: label })} icon={isCopied ? <Check className="size-4" aria-hidden /> : <Copy className="size-4" aria-hidden />} onClick={() => void copy()}>
          {isCopied ? t("copied") : t("copy")}
        </Button>
      </div>
      <code className="block rounded-lg bg-sunken p-3 font-mono text-xs leading-5 break-all select-all" translate="no">
        {text}
      </code>
    </div>
  );
}
