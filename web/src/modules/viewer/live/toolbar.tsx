// The tools, in one bar at the foot of the stage. In a narrow stage the rarer ones stand in the menu.
import {
  Axis3d,
  Box,
  Boxes,
  Camera,
  Ellipsis,
  Expand,
  ExternalLink,
  Grid3x3,
  ListTree,
  Maximize,
  Minimize,
  Move3d,
  Palette,
  RotateCw,
  Ruler,
  ScanEye,
  SquareSplitHorizontal,
  TriangleAlert,
  type LucideIcon,
} from "lucide-react";
import type { TFunction } from "i18next";
import { DropdownMenu, Tooltip } from "radix-ui";
import { useEffect, useRef, useState, type Dispatch, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Link } from "@tanstack/react-router";
import type { StandardView } from "./camera-view";
import type { ShownFinding } from "./findings";
import { keyOf, type Command } from "./shortcuts";
import type { Stage } from "./stage";
import { ToolButton } from "./tool-button";
import type { Action, ViewState } from "./view-state";

interface Props {
  stage: Stage;
  state: ViewState;
  act: Dispatch<Action>;
  run: (command: Command) => void;
  findings: readonly ShownFinding[];
  isFull: boolean;
  hasChoice: boolean;
  fileId: string;
  wholePage: boolean;
}

const NARROW = 560;

function useNarrow(): [React.RefObject<HTMLDivElement | null>, boolean] {
  const element = useRef<HTMLDivElement>(null);
  const [narrow, setNarrow] = useState(false);
  useEffect(() => {
    const parent = element.current?.parentElement;
    if (!parent) return;
    const observer = new ResizeObserver(() => setNarrow(parent.clientWidth < NARROW));
    observer.observe(parent);
    return () => observer.disconnect();
  }, []);
  return [element, narrow];
}

const item =
  "flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm outline-none select-none data-[highlighted]:bg-hover coarse:h-11";

function Entry(props: { icon: LucideIcon; label: string; shortcut?: string | undefined; checked?: boolean; onSelect: () => void }) {
  const Icon = props.icon;
  const inner = (
    <>
      <Icon className={props.checked ? "size-4 text-accent-ink" : "size-4 text-ink-3"} aria-hidden />
      <span className={props.checked ? "grow font-medium text-accent-ink" : "grow"}>{props.label}</span>
      {props.shortcut && <span className="text-xs text-ink-3">{props.shortcut.toUpperCase()}</span>}
    </>
  );
  return props.checked === undefined ? (
    <DropdownMenu.Item className={item} onSelect={props.onSelect}>
      {inner}
    </DropdownMenu.Item>
  ) : (
    <DropdownMenu.CheckboxItem className={item} checked={props.checked} onSelect={props.onSelect}>
      {inner}
    </DropdownMenu.CheckboxItem>
  );
}

function ToolMenu(props: { icon: LucideIcon; label: string; container: HTMLElement | null; children: ReactNode }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <ToolButton icon={props.icon} label={props.label} container={props.container} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={props.container ?? undefined}>
        <DropdownMenu.Content side="top" sideOffset={10} collisionPadding={8} className="animate-rise z-50 min-w-52 rounded-lg bg-raised p-1 shadow-pop">
          {props.children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const viewNames = ["best", "front", "back", "left", "right", "top", "bottom", "iso"] as const satisfies readonly (StandardView | "best")[];

export function Toolbar(props: Props) {
  const { stage, state, run, findings, isFull } = props;
  const { t } = useTranslation("viewer");
  const [bar, narrow] = useNarrow();
  const [container, setContainer] = useState<HTMLElement | null>(null);
  useEffect(() => setContainer(bar.current?.closest("section") ?? null), [bar]);
  const many = stage.model.leaves.length > 1;
  const crowded = narrow && many && findings.length > 0; // eight buttons are wider than a phone
  const panel = (name: "tree" | "section" | "explode" | "findings") => ({
    pressed: state.panel === name,
    shortcut: keyOf[name],
    container,
    onClick: () => run({ do: "panel", panel: name }),
  });
  const toggle = (what: "flat" | "edges" | "wireframe" | "dimensions" | "measuring" | "turning") => ({
    shortcut: keyOf[what],
    container,
    onClick: () => run({ do: "toggle", what }),
  });
  return (
    <Tooltip.Provider delayDuration={350}>
      <div
        ref={bar}
        role="toolbar"
        aria-label={t("tools")}
        className="absolute bottom-3 left-1/2 flex max-w-[calc(100%-1rem)] -translate-x-1/2 items-center gap-0.5 rounded-xl bg-raised/85 p-1 shadow-pop backdrop-blur-md"
      >
        <ToolButton icon={ScanEye} label={t("tool.fit")} shortcut={keyOf["fit"]} container={container} onClick={() => run({ do: "fit" })} />
        <ToolMenu icon={Axis3d} label={t("tool.views")} container={container}>
          {viewNames.map((name, place) => (
            <Entry key={name} icon={name === "best" ? ScanEye : Box} label={t(`view.${name}`)} shortcut={String(place)} onSelect={() => run({ do: "view", view: name })} />
          ))}
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <Entry icon={Move3d} label={t("tool.flat")} shortcut={keyOf["flat"]} checked={state.flat} onSelect={() => run({ do: "toggle", what: "flat" })} />
        </ToolMenu>
        <Line />
        <ToolButton icon={SquareSplitHorizontal} label={t("tool.section")} {...panel("section")} pressed={state.section !== null} />
        {!narrow && <ToolButton icon={Expand} label={t("tool.dimensions")} {...toggle("dimensions")} pressed={state.dimensions} />}
        <ToolButton icon={Ruler} label={t("tool.measure")} {...toggle("measuring")} pressed={state.measuring} />
        {many && (
          <>
            <Line />
            <ToolButton icon={ListTree} label={t("tool.parts")} {...panel("tree")} />
            {!narrow && <ToolButton icon={Boxes} label={t("tool.explode")} {...panel("explode")} pressed={state.panel === "explode" || state.explode > 0} />}
          </>
        )}
        {findings.length > 0 && <ToolButton icon={TriangleAlert} label={t("tool.findings")} {...panel("findings")} badge={findings.length} />}
        <Line />
        {!narrow && <ToolButton icon={Box} label={t("tool.edges")} {...toggle("edges")} pressed={state.edges && !state.wireframe} />}
        <MoreMenu {...props} narrow={narrow} many={many} crowded={crowded} container={container} />
        {document.fullscreenEnabled && !crowded && <ToolButton {...fullscreenOf(isFull, t)} container={container} onClick={() => run({ do: "fullscreen" })} />}
      </div>
    </Tooltip.Provider>
  );
}

const fullscreenOf = (isFull: boolean, t: TFunction<"viewer">) => ({
  icon: isFull ? Minimize : Maximize,
  label: t(isFull ? "tool.leave_fullscreen" : "tool.fullscreen"),
  shortcut: keyOf["fullscreen"],
});

const Line = () => <span className="mx-0.5 h-5 w-px shrink-0 bg-line max-sm:mx-0" aria-hidden />;

type MoreProps = Props & { narrow: boolean; many: boolean; crowded: boolean; container: HTMLElement | null };

function MoreMenu({ state, act, run, isFull, hasChoice, narrow, many, crowded, container, fileId, wholePage }: MoreProps) {
  const { t } = useTranslation("viewer");
  const entry = (what: "edges" | "wireframe" | "dimensions" | "turning") => ({
    shortcut: keyOf[what],
    checked: state[what],
    onSelect: () => run({ do: "toggle", what }),
  });
  return (
    <ToolMenu icon={Ellipsis} label={t("more")} container={container}>
      {narrow && many && <Entry icon={Boxes} label={t("tool.explode")} shortcut={keyOf["explode"]} checked={state.explode > 0} onSelect={() => run({ do: "panel", panel: "explode" })} />}
      {narrow && <Entry icon={Expand} label={t("tool.dimensions")} {...entry("dimensions")} />}
      {narrow && <Entry icon={Box} label={t("tool.edges")} {...entry("edges")} />}
      <Entry icon={Grid3x3} label={t("tool.wireframe")} {...entry("wireframe")} />
      <Entry icon={RotateCw} label={t("tool.turn")} {...entry("turning")} />
      {hasChoice && (
        <Entry
          icon={Palette}
          label={t("tool.file_colors")}
          checked={state.look === "file"}
          onSelect={() => act({ do: "look", look: state.look === "file" ? "chosen" : "file" })}
        />
      )}
      <DropdownMenu.Separator className="my-1 h-px bg-line" />
      <Entry icon={Camera} label={t("tool.screenshot")} shortcut={keyOf["screenshot"]} onSelect={() => run({ do: "screenshot" })} />
      {document.fullscreenEnabled && crowded && <Entry {...fullscreenOf(isFull, t)} onSelect={() => run({ do: "fullscreen" })} />}
      {!wholePage && (
        <DropdownMenu.Item asChild className={item}>
          <Link to="/parts/$fileId" params={{ fileId }}>
            <ExternalLink className="size-4 text-ink-3" aria-hidden />
            {t("tool.page")}
          </Link>
        </DropdownMenu.Item>
      )}
    </ToolMenu>
  );
}
