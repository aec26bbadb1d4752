// The codes for the day the phone is lost. They are shown once, so there are three ways to keep them.
import { Download, Printer } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { useSession } from "@/app/session";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Notice } from "@/ui/notice";

function download(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation("identity");
  const { me } = useSession();
  const heading = t("factor.codesOf", { place: location.host, email: me?.email });
  const text = [heading, "", ...codes, ""].join("\n");
  return (
    <div data-print className="grid gap-4">
      <div className="print:hidden">
        <Notice tone="warn" title={t("factor.codesTitle")}>
          {t("factor.codesWhat")}
        </Notice>
      </div>
      <p className="hidden text-sm print:block">{heading}</p>
      <ul aria-label={t("factor.codes")} className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-lg bg-sunken p-4 font-mono text-sm">
        {codes.map((code) => (
          <li key={code} className="text-center">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 print:hidden">
        <CopyButton text={text} />
        <Button size="sm" icon={<Download className="size-4" aria-hidden />} onClick={() => download(text, "recovery-codes.txt")}>
          {t("factor.download")}
        </Button>
        <Button size="sm" icon={<Printer className="size-4" aria-hidden />} onClick={() => print()}>
          {t("factor.print")}
        </Button>
      </div>
    </div>
  );
}
