import { useCallback, useEffect, useMemo, useReducer, useRef, useState, type RefObject } from "react";
import { useTranslation } from "@/app/i18n/texts";
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

const noMeasure: Measure = { from: null, to: null, hover: null };
const calmWanted = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const MOST_TRIANGLES = 2_500_000;
const FULL_AFTER_MS = 1_200;

/** The part; a large one first with few triangles, and then, when `isFullWanted`, also whole. */
function useModels(fileId: string, isFullWanted: boolean, onTrouble: (trouble: Trouble) => void, onNoFull: () => void) {
  const [first, setFirst] = useState<PartModel>();
  const [full, setFull] = useState<PartModel>();
  const [share, setShare] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    loadPart(fileId, "low", gone.signal, setShare).then(
      (loaded) => !gone.signal.aborted && setFirst(loaded),
      () => !gone.signal.aborted && onTrouble("no_model"),
    );
    return () => gone.abort();
  }, [fileId, onTrouble]);
  useEffect(() => {
    if (!first?.simplified || !isFullWanted) return;
    const gone = new AbortController();
    setShare(0);
    loadPart(fileId, "full", gone.signal, setShare, first.view).then(
      (loaded) => !gone.signal.aborted && setFull(loaded),
      () => !gone.signal.aborted && onNoFull(),
    );
    return () => gone.abort();
  }, [fileId, first, isFullWanted, onNoFull]);
  return { model: full ?? first, light: full && first, share };
}

// Megabytes that nobody asked for are for those who have them to spare.
const isSparing = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

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
  const [full, setFull] = useState<"no" | "wanted" | "failed">("no");
  const onNoFull = useCallback(() => setFull("failed"), []);
  const { model, light, share } = useModels(props.fileId, full === "wanted", onTrouble, onNoFull);
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
    let isOld = false;
    let later = 0;
    void stage?.shown.then(() => {
      if (isOld) return;
      onReady();
      // Where the whole part costs nothing that one would notice, it comes by itself.
      const isCheap = () => stage.isQuick && !isSparing() && stage.model.trianglesOriginal <= MOST_TRIANGLES;
      later = window.setTimeout(() => isCheap() && setFull((before) => (before === "no" ? "wanted" : before)), FULL_AFTER_MS);
    });
    return () => {
      isOld = true;
      clearTimeout(later);
    };
  }, [stage, onReady]);
  useEffect(() => setMeasure(noMeasure), [state.measuring, state.explode, model]);

  const latest = useRef({ state, measure, isFull, wholePage: props.wholePage });
  latest.current = { state, measure, isFull, wholePage: props.wholePage };
  useEffect(() => {
    const element = area.current;
    if (!stage || !element) return;
    const at = (x: number, y: number, model = stage.model) => pick(model, stage.camera, { x, y }, stage.rig.viewport, stage.planes);
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
          const hit = at(x, y, stage.light);
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
        <StageCanvas model={model} light={light} onStage={setStage} onLost={() => onTrouble("context_lost")} />
      </div>
      {stage && (
        <>
          <Overlay stage={stage} dimensions={state.dimensions} box={stage.box()} measure={state.measuring ? measure : null} />
          <DetailNote model={model} full={full} share={share} onFull={model.trianglesOriginal <= MOST_TRIANGLES ? () => setFull("wanted") : undefined} />
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
