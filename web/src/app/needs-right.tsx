// A page that not everybody may see: those with the right see it, others read why not and whom to ask.
import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { EmptyState } from "@/ui/empty-state";
import { useSession, type Right } from "./session";

export function NeedsRight({ right, title, children }: { right: Right; title: string; children: ReactNode }) {
  const { t } = useTranslation("app");
  const { isKnown, may } = useSession();
  if (!isKnown) return null;
  if (may(right)) return children;
  return (
    <>
      <h1 className="sr-only">{title}</h1>
      <EmptyState icon={LockKeyhole} title={t("needsRight.title", { page: title })}>
        {t("needsRight.text")}
      </EmptyState>
    </>
  );
}
