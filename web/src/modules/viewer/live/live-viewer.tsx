import { useCallback, useEffect, useMemo, useReducer, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useTheme } from "@/app/theme";
import { percent } from "@/ui/format";
import { cx } from "@/ui/cx";
import type { PartViewerProps, Trouble } from "../part-viewer";
import { DetailNote } from "./detail-note";
import { allFindings } from "./findings";
import { loadPart, type PartModel } from "./load-part";
import { lookOf } from "./looks";
import { Overlay, type Measure } from "./overlay";
import { Panels } from "./panels";
import { pick } from "./pick";
import { commandOf, type Command } from "./shortcuts";
import type { Stage } from "./stage";
import { StageCanvas } from "./stage-canvas";
import { steer } from "./steering";
import { Toolbar } from "./toolbar";
import { change, firstState } from "./view-state";

export interface LiveProps extends PartViewerProps {
  host: RefObject<HTMLElement | null>;
  onReady: () => void;
  onTrouble: (trouble: Trouble) => void;
}

const MANY_TRIANGLES = 300_000;
const noMeasure: Measure = { from: null, to: null, hover: null };
const calmWanted = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function useModel(fileId: string, detail: "low" | "full", onTrouble: (trouble: Trouble) => void) {
  const [model, setModel] = useState<PartModel | null>(null);
  const [share, setShare] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    setShare(0);
    loadPart(fileId, detail, gone.signal, setShare).then(
      (loaded) => !gone.signal.aborted && setModel(loaded),
      () => !gone.signal.aborted && onTrouble("no_model"),
    );
    return () => gone.abort();
  }, [fileId, detail, onTrouble]);
  return { model, share };
}

/** Colours of the page, for what is drawn in its accent. */
function useInks() {
  const theme = useTheme();
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const token = (name: string) => style.getPropertyValue(name).trim();
    return { accent: token("--accent"), bad: theme === "dark" ? token("--bad") : "#e0362c", dark: theme === "dark" };
  }, [theme]);
}

export function useFullscreen(host: RefObject<HTMLElement | null>): [boolean, () => void] {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const onChange = () => setFull(document.fullscreenElement !== null && document.fullscreenElement === host.current);
    document.addEventListener("fullscreenchange", onChange);
    return () => document.removeEventListener("fullscreenchange", onChange);
  }, [host]);
  const toggle = useCallback(() => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void host.current?.requestFullscreen?.().catch(() => undefined);
  }, [host]);
  return [isFull, toggle];
}

async function savePicture(stage: Stage, name: string): Promise<void> {
  const blob = await stage.picture();
  if (!blob) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name.replace(/\.[^.]+$/, "")}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function LiveViewer(props: LiveProps) {
  const { t } = useTranslation("viewer");
  const { host, onReady, onTrouble, analysis } = props;
  const isBig = (analysis?.triangles ?? 0) > MANY_TRIANGLES;
  const [detail, setDetail] = useState<"low" | "full">(isBig ? "low" : "full");
  const { model, share } = useModel(props.fileId, detail, onTrouble);
  const hasChoice = Boolean(props.material || props.color);
  const [state, act] = useReducer(change, undefined, () => firstState(!calmWanted(), hasChoice ? "chosen" : "file"));
  const [stage, setStage] = useState<Stage | null>(null);
  const [measure, setMeasure] = useState<Measure>(noMeasure);
  const [isFull, toggleFull] = useFullscreen(host);
  const area = useRef<HTMLDivElement>(null);
  const inks = useInks();
  const look = useMemo(
    () => (hasChoice && state.look === "chosen" ? lookOf(props.material, props.color, props.finish) : lookOf()),
    [hasChoice, state.look, props.material, props.color, props.finish],
  );
  const findings = useMemo(() => allFindings(analysis?.problems ?? [], props.findings ?? [], model?.found ?? []), [analysis, props.findings, model]);
  useEffect(() => act({ do: "look", look: hasChoice ? "chosen" : "file" }), [hasChoice]);

  useEffect(() => {
    if (!stage) return;
    stage.rig.calm = calmWanted();
    stage.set(state, look, inks, findings);
  }, [stage, state, look, inks, findings]);
  useEffect(() => {
    if (!stage) return;
    const soon = requestAnimationFrame(() => requestAnimationFrame(onReady));
    return () => cancelAnimationFrame(soon);
  }, [stage, onReady]);
  useEffect(() => setMeasure(noMeasure), [state.measuring, state.explode, model]);

  const latest = useRef({ state, measure, isFull, wholePage: props.wholePage });
  latest.current = { state, measure, isFull, wholePage: props.wholePage };
  useEffect(() => {
    const element = area.current;
    if (!stage || !element) return;
    const at = (x: number, y: number) => pick(stage.model, stage.camera, { x, y }, stage.rig.viewport, stage.planes);
    const measureAt = (x: number, y: number) => {
      const hit = at(x, y);
      if (!hit) return;
      const { from, to } = latest.current.measure;
      setMeasure(from && !to ? { from, to: hit.place, hover: null } : { from: hit.place, to: null, hover: null });
    };
    let waits = 0;
    return steer(element, stage.rig, {
      onTouch: () => {
        stage.touched();
        act({ do: "rest" });
      },
      onClick: (x, y) => {
        act({ do: "rest" });
        if (latest.current.state.measuring) return measureAt(x, y);
        if (stage.model.leaves.length > 1) act({ do: "select", id: at(x, y)?.leaf.id ?? null });
      },
      onDoubleClick: (x, y) => {
        const hit = latest.current.state.measuring ? null : at(x, y);
        if (hit && stage.model.leaves.length > 1) stage.focusOn([hit.leaf.id]);
        else if (!latest.current.state.measuring) stage.fitNow();
      },
      onHover: (x, y) => {
        if (!latest.current.state.measuring || latest.current.measure.to || waits) return;
        waits = requestAnimationFrame(() => {
          waits = 0;
          const hit = at(x, y);
          setMeasure((before) => ({ ...before, hover: hit && { place: hit.place, corner: hit.corner } }));
        });
      },
      onLeave: () => setMeasure((before) => (before.hover ? { ...before, hover: null } : before)),
      takesWheel: () => latest.current.isFull || latest.current.wholePage === true || element.contains(document.activeElement),
    });
  }, [stage]);

  const run = (command: Command) => {
    if (!stage) return;
    const { rig } = stage;
    if (command.do === "orbit" || command.do === "pan" || command.do === "zoom") {
      stage.touched();
      act({ do: "rest" });
    }
    if (command.do === "orbit") rig.orbitBy(command.x * 10, command.y * 10);
    else if (command.do === "pan") rig.panBy(command.x * -40, command.y * -40);
    else if (command.do === "zoom") rig.zoomBy(command.by);
    else if (command.do === "view") {
      act({ do: "rest" });
      stage.goTo(command.view);
    } else if (command.do === "fit") stage.fitNow();
    else if (command.do === "toggle" || command.do === "panel") act(command);
    else if (command.do === "fullscreen") toggleFull();
    else if (command.do === "screenshot") void savePicture(stage, props.fileName ?? "part");
    else act({ do: "escape" });
  };

  if (!model) return <Loading share={share} />;
  return (
    <div
      className={cx("absolute inset-0 transition-opacity duration-500", stage ? "opacity-100" : "opacity-0")}
      onKeyDown={(event) => {
        if (event.target instanceof HTMLInputElement) return;
        const command = commandOf(event);
        const isDeep = state.measuring || state.panel !== null || state.finding !== null || state.selected !== null;
        if (!command || (command.do === "escape" && !isDeep)) return;
        event.preventDefault();
        event.stopPropagation();
        run(command);
      }}
    >
      <div
        ref={area}
        tabIndex={0}
        role="application"
        aria-label={t("canvas")}
        data-measuring={state.measuring}
        className={cx(
          "absolute inset-0 focus-visible:outline-2 focus-visible:outline-offset-[-3px] focus-visible:outline-accent",
          isFull || props.wholePage ? "touch-none" : "touch-pan-y",
          state.measuring ? "cursor-crosshair" : "cursor-grab active:cursor-grabbing",
        )}
      >
        <StageCanvas model={model} onStage={setStage} onLost={() => onTrouble("context_lost")} />
      </div>
      {stage && (
        <>
          <Overlay stage={stage} dimensions={state.dimensions} box={stage.box()} measure={state.measuring ? measure : null} />
          <DetailNote model={model} onFull={isBig && detail === "low" && model.trianglesOriginal < 2_500_000 ? () => setDetail("full") : undefined} />
          <Panels {...{ stage, state, act, findings, measure }} />
          <Toolbar {...{ stage, state, act, run, findings, isFull, hasChoice }} fileId={props.fileId} wholePage={props.wholePage === true} />
        </>
      )}
    </div>
  );
}

function Loading({ share }: { share: number }) {
  const { t } = useTranslation("viewer");
  return (
    <div className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden" role="progressbar" aria-label={t("opening")} aria-valuetext={share ? t("loading", { percent: percent(share) }) : undefined}>
      <div className={cx("h-full bg-accent transition-[width]", !share && "skeleton")} style={{ width: share ? `${share * 100}%` : "100%" }} />
    </div>
  );
}
