// A link that works no more, or has come without its token: what it was, and how to get another.
import type { ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Problem } from "@/api/problem";
import { Notice, ProblemNotice } from "@/ui/notice";

export const isLinkGone = (problem: Problem | undefined) => problem?.code === "link_not_valid";

export function LinkGone({ problem, children }: { problem?: Problem; children: ReactNode }) {
  const { t } = useTranslation("identity");
  if (problem && !isLinkGone(problem)) return <ProblemNotice problem={problem} />;
  return (
    <div role="alert" className="grid gap-4">
      <Notice tone="warn" title={t("links.gone")}>
        {children}
      </Notice>
    </div>
  );
}
