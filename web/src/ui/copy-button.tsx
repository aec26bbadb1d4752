// Copies a text and says so where one looks: on the button itself.
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button, type ButtonSize } from "./button";
import { copyText } from "./clipboard";
import { toastProblem } from "./toast";

const SAID_MS = 2_500;

interface Props {
  text: string;
  label?: string;
  /** What is copied, for those who do not see it beside the button. */
  what?: string;
  size?: ButtonSize;
}

export function CopyButton({ text, label, what, size = "sm" }: Props) {
  const { t } = useTranslation("ui");
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const Icon = isCopied ? Check : Copy;
  const shown = isCopied ? t("copied") : (label ?? t("copy"));
  return (
    <Button size={size} aria-label={what && `${shown}: ${what}`} icon={<Icon className="size-4" aria-hidden />} onClick={() => void copyText(text).then(() => setCopied(true), toastProblem)}>
      <span role="status">{shown}</span>
    </Button>
  );
}
