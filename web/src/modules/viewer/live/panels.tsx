// What a tool needs beside the part: sliders, the tree, the list of findings. One at a time, above the bar or at the side.
import { FlipHorizontal2, X } from "lucide-react";
import type { Dispatch, ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { IconButton } from "@/ui/button";
import { cx } from "@/ui/cx";
import { number } from "@/ui/format";
import type { ShownFinding } from "./findings";
import { FindingsList } from "./findings-list";
import type { Measure } from "./overlay";
import { PartsTree } from "./parts-tree";
import { axes, sectionPlace } from "./section";
import type { Stage } from "./stage";
import type { Action, ViewState } from "./view-state";

interface Props {
  stage: Stage;
  state: ViewState;
  act: Dispatch<Action>;
  findings: readonly ShownFinding[];
  measure: Measure;
}

const sheet = "animate-rise absolute rounded-xl bg-raised/92 shadow-pop backdrop-blur-md";
const low = `${sheet} inset-x-2 bottom-16 mx-auto max-w-md p-3`;
const side = `${sheet} inset-x-2 bottom-16 mx-auto flex max-h-[45%] max-w-md flex-col sm:inset-x-auto sm:top-3 sm:right-3 sm:bottom-auto sm:max-h-[calc(100%-5.5rem)] sm:w-72`;

function Head({ title, onClose, children }: { title: string; onClose: () => void; children?: ReactNode }) {
  const { t } = useTranslation("viewer");
  return (
    <div className="flex items-center gap-2 py-1 pr-1 pl-3">
      <h2 className="grow text-sm font-semibold">{title}</h2>
      {children}
      <IconButton label={t("close")} className="size-8" onClick={onClose}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  );
}

export function Panels({ stage, state, act, findings, measure }: Props) {
  const { t } = useTranslation("viewer");
  const close = () => act({ do: "panel", panel: null });
  return (
    <>
      {state.measuring && (
        <p role="status" className="animate-fade absolute top-3 left-1/2 -translate-x-1/2 rounded-full bg-ink px-3 py-1 text-xs font-medium whitespace-nowrap text-bg">
          {t(measure.to ? "measure.again" : measure.from ? "measure.second" : "measure.first")}
        </p>
      )}
      {state.panel === "section" && <SectionPanel {...{ stage, state, act }} onClose={close} />}
      {state.panel === "explode" && <ExplodePanel {...{ state, act }} onClose={close} />}
      {state.panel === "tree" && (
        <div className={side}>
          <Head title={t("tool.parts")} onClose={close}>
            <span className="text-xs text-ink-3 tabular">{t("parts.count", { count: stage.model.leaves.length })}</span>
          </Head>
          <PartsTree {...{ stage, state, act }} />
        </div>
      )}
      {state.panel === "findings" && (
        <div className={side}>
          <Head title={t("tool.findings")} onClose={close} />
          <FindingsList {...{ stage, state, act, findings }} />
        </div>
      )}
    </>
  );
}

const slider = "viewer-slider w-full";

function SectionPanel({ stage, state, act, onClose }: Pick<Props, "stage" | "state" | "act"> & { onClose: () => void }) {
  const { t } = useTranslation("viewer");
  const section = state.section;
  const place = section ? sectionPlace(stage.box(stage.model.leaves), section) : 0;
  return (
    <div className={low}>
      <div className="flex items-center gap-2">
        <div role="radiogroup" aria-label={t("section.axis")} className="flex rounded-md bg-sunken p-0.5">
          {axes.map((axis) => (
            <button
              key={axis}
              type="button"
              role="radio"
              aria-checked={section?.axis === axis}
              onClick={() => act({ do: "section", section: { axis } })}
              className={cx("h-7 w-9 rounded-sm text-sm font-medium coarse:h-9", section?.axis === axis ? "bg-raised shadow-card" : "text-ink-2")}
            >
              {axis.toUpperCase()}
            </button>
          ))}
        </div>
        <IconButton label={t("section.flip")} onClick={() => act({ do: "section", section: { flipped: !section?.flipped } })}>
          <FlipHorizontal2 className="size-4" aria-hidden />
        </IconButton>
        <output className="ml-auto text-sm text-ink-2 tabular">{section ? `${number(place)} mm` : ""}</output>
        <button
          type="button"
          className="h-8 rounded-md px-2 text-sm font-medium text-accent-ink hover:bg-hover"
          onClick={() => {
            act({ do: "section", section: null });
            onClose();
          }}
        >
          {t("section.off")}
        </button>
      </div>
      <input
        type="range"
        min={0}
        max={1}
        step={0.002}
        value={section?.at ?? 0.5}
        aria-label={t("section.place")}
        aria-valuetext={`${number(place)} mm`}
        onChange={(event) => act({ do: "section", section: { at: Number(event.target.value) } })}
        className={slider}
      />
    </div>
  );
}

function ExplodePanel({ state, act, onClose }: Pick<Props, "state" | "act"> & { onClose: () => void }) {
  const { t } = useTranslation("viewer");
  return (
    <div className={cx(low, "flex items-center gap-3")}>
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={state.explode}
        aria-label={t("explode.amount")}
        onChange={(event) => act({ do: "explode", amount: Number(event.target.value) })}
        className={slider}
      />
      <button
        type="button"
        className="h-8 shrink-0 rounded-md px-2 text-sm font-medium text-accent-ink hover:bg-hover"
        onClick={() => {
          act({ do: "explode", amount: 0 });
          onClose();
        }}
      >
        {t("explode.together")}
      </button>
    </div>
  );
}
