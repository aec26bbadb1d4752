// A problem in the flow of a page, and a remark in words.
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { problemOf } from "@/api/problem";
import { Button } from "./button";
import { cx } from "./cx";
import { Details } from "./field";
import { problemText } from "./problem-text";

const tones = {
  info: { box: "bg-info-soft", icon: "text-info", Icon: Info },
  warn: { box: "bg-warn-soft", icon: "text-warn", Icon: TriangleAlert },
  bad: { box: "bg-bad-soft", icon: "text-bad", Icon: CircleAlert },
};

export function Notice({ tone = "info", title, children }: { tone?: keyof typeof tones; title?: ReactNode; children?: ReactNode }) {
  const { box, icon, Icon } = tones[tone];
  return (
    <div role={tone === "bad" ? "alert" : undefined} className={cx("flex gap-3 rounded-lg px-4 py-3 text-sm", box)}>
      <Icon className={cx("mt-0.5 size-4 shrink-0", icon)} aria-hidden />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={cx(title && "mt-0.5 text-ink-2")}>{children}</div>}
      </div>
    </div>
  );
}

export function ProblemNotice({ problem: thrown, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const { t } = useTranslation("ui");
  const problem = problemOf(thrown);
  return (
    <Notice tone="bad">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div>
          {problemText(problem)}
          {problem.requestId && <Details requestId={problem.requestId} />}
        </div>
        {onRetry && (
          <Button size="sm" onClick={onRetry}>
            {t("retry")}
          </Button>
        )}
      </div>
    </Notice>
  );
}
