// Measures over the part: the box's three lengths, and the distance between two places. Drawn in pixels over the canvas,
// moved with every frame without React.
import i18next from "i18next";
import { useEffect, useRef } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Vector3 } from "three";
import { number } from "@/ui/format";
import type { Box } from "./explode";
import { dimensionLines } from "./dimension-lines";
import { pixelOf } from "./pick";
import type { Stage } from "./stage";

export interface Measure {
  from: Vector3 | null;
  to: Vector3 | null;
  hover: { place: Vector3; corner: boolean } | null;
}

const mm = (value: number) => number(value, value < 10 ? 2 : value < 1000 ? 1 : 0);

interface Props {
  stage: Stage;
  dimensions: boolean;
  box: Box;
  measure: Measure | null;
}

function put(element: Element | null, values: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(values)) element?.setAttribute(name, String(value));
}

function move(label: HTMLElement | null, x: number, y: number): void {
  if (label) label.style.transform = `translate(-50%, -50%) translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
}

const chip = "absolute top-0 left-0 rounded-md bg-raised px-1.5 py-0.5 text-xs font-medium tabular whitespace-nowrap text-ink shadow-card will-change-transform";

export function Overlay({ stage, dimensions, box, measure }: Props) {
  const { t } = useTranslation("viewer");
  const host = useRef<HTMLDivElement>(null);
  const lengths = [0, 1, 2].map((axis) => box.high[axis]! - box.low[axis]!);
  const latest = useRef({ dimensions, box, measure });
  latest.current = { dimensions, box, measure };

  useEffect(() => {
    const draw = () => {
      const root = host.current;
      if (root) drawAll(root, stage, latest.current);
    };
    stage.onFrame = draw;
    draw();
    return () => {
      stage.onFrame = undefined;
    };
  }, [stage]);
  useEffect(() => stage.onFrame?.());

  const { from, to } = measure ?? { from: null, to: null };
  return (
    <div ref={host} className="pointer-events-none absolute inset-0 overflow-hidden" aria-hidden={!dimensions && !measure}>
      <svg className="absolute inset-0 size-full text-ink">
        {dimensions &&
          [0, 1, 2].map((axis) => (
            <g key={axis} data-axis={axis} stroke="currentColor" fill="none">
              <path data-part="ends" strokeWidth={1} opacity={0.35} />
              <path data-part="line" strokeWidth={1} opacity={0.85} />
              <path data-part="arrows" fill="currentColor" stroke="none" opacity={0.85} />
            </g>
          ))}
        {measure && (
          <g className="text-accent">
            <path data-part="measured" stroke="currentColor" strokeWidth={1.75} strokeDasharray={to ? undefined : "4 3"} />
            <circle data-part="from" r={4} fill="currentColor" stroke="var(--surface)" strokeWidth={1.5} visibility="hidden" />
            <circle data-part="to" r={4} fill="currentColor" stroke="var(--surface)" strokeWidth={1.5} visibility="hidden" />
            <circle data-part="hover" r={6} fill="none" stroke="currentColor" strokeWidth={1.75} visibility="hidden" />
          </g>
        )}
      </svg>
      {dimensions &&
        lengths.map((length, axis) => (
          <span key={axis} data-label={axis} className={chip}>
            {t("dimension", { axis: "XYZ"[axis]!, length: mm(length) })}
          </span>
        ))}
      {measure && (
        <span data-label="measured" className={`${chip} bg-accent! text-on-accent!`} role="status">
          {from && to ? t("measure.distance", { length: mm(from.distanceTo(to)) }) : ""}
        </span>
      )}
    </div>
  );
}

function drawAll(root: HTMLElement, stage: Stage, now: { dimensions: boolean; box: Box; measure: Measure | null }): void {
  const { camera, rig } = stage;
  const pixel = (place: Vector3) => pixelOf(place, camera, rig.viewport);
  if (now.dimensions)
    for (const line of dimensionLines(now.box, (x, y, z) => pixel(new Vector3(x, y, z)))) {
      const group = root.querySelector(`[data-axis="${line.axis}"]`);
      put(group, { visibility: line.shown ? "visible" : "hidden" });
      for (const part of ["ends", "line", "arrows"] as const) put(group?.querySelector(`[data-part="${part}"]`) ?? null, { d: line[part] });
      const label = root.querySelector<HTMLElement>(`[data-label="${line.axis}"]`);
      if (label) label.style.visibility = line.shown ? "visible" : "hidden";
      move(label, line.label.x, line.label.y);
    }
  if (!now.measure) return;
  const { from, to, hover } = now.measure;
  const places = { from: from && pixel(from), to: to && pixel(to), hover: !to && hover ? pixel(hover.place) : null };
  for (const [name, at] of Object.entries(places))
    put(root.querySelector(`[data-part="${name}"]`), at ? { cx: at.x, cy: at.y, visibility: "visible" } : { visibility: "hidden" });
  put(root.querySelector('[data-part="hover"]'), { "stroke-width": hover?.corner ? 3 : 1.5 });
  const end = places.to ?? places.hover;
  const line = places.from && end ? `M${places.from.x} ${places.from.y}L${end.x} ${end.y}` : "";
  put(root.querySelector('[data-part="measured"]'), { d: line });
  const label = root.querySelector<HTMLElement>('[data-label="measured"]');
  if (!label) return;
  const far = places.from && end && from && (to ?? hover?.place);
  label.style.visibility = far ? "visible" : "hidden";
  if (!far) return;
  if (!to && hover) label.textContent = i18next.t("measure.distance", { ns: "viewer", length: mm(from.distanceTo(hover.place)) });
  move(label, (places.from!.x + end!.x) / 2, (places.from!.y + end!.y) / 2 - 14);
}
