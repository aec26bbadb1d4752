import { Crosshair, TriangleAlert } from "lucide-react";
import type { Dispatch } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { remark } from "@/modules/quotes/words";
import { cx } from "@/ui/cx";
import type { ShownFinding } from "./findings";
import type { Stage } from "./stage";
import type { Action, ViewState } from "./view-state";

interface Props {
  stage: Stage;
  state: ViewState;
  act: Dispatch<Action>;
  findings: readonly ShownFinding[];
}

/** What was found, in words; those with a place are shown there. */
export function FindingsList({ stage, state, act, findings }: Props) {
  const { t, i18n } = useTranslation("viewer");
  const words = ({ code, count, message }: ShownFinding) =>
    i18n.exists(`viewer:problem.${code}`, { count }) ? i18n.t(`problem.${code as "open_edges"}`, { ns: "viewer", count }) : remark(code, message);
  if (findings.length === 0) return <p className="px-3 pb-3 text-sm text-ink-2">{t("findings.none")}</p>;
  return (
    <ul className="min-h-0 overflow-y-auto p-1">
      {findings.map((finding) => {
        const chosen = state.finding === finding.code;
        const isSomewhere = finding.places.length > 0;
        return (
          <li key={finding.code}>
            <button
              type="button"
              disabled={!isSomewhere}
              aria-pressed={isSomewhere ? chosen : undefined}
              title={isSomewhere ? t("findings.focus") : undefined}
              onClick={() => {
                act({ do: "finding", code: chosen ? null : finding.code });
                if (isSomewhere && !chosen) stage.focusPlaces(finding.places);
              }}
              className={cx(
                "flex w-full cursor-pointer items-start gap-2 rounded-md px-2 py-2 text-left text-sm disabled:cursor-default",
                chosen ? "bg-accent-soft" : isSomewhere && "hover:bg-hover",
              )}
            >
              <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
              <span className="grow">
                {words(finding)}
                {isSomewhere && <span className="block text-xs text-ink-3">{t("findings.located")}</span>}
              </span>
              {isSomewhere && <Crosshair className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden />}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
