// A state in a word, a colour and a shape: no state is told by colour alone.
import { Ban, Circle, CircleCheck, CircleDashed, CircleDot, CirclePause, CircleX, Clock, Truck, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type Tone = "quiet" | "info" | "warn" | "good" | "bad";

const tones: Record<Tone, string> = {
  quiet: "bg-sunken text-ink-2",
  info: "bg-info-soft text-info",
  warn: "bg-warn-soft text-warn",
  good: "bg-good-soft text-good",
  bad: "bg-bad-soft text-bad",
};

export const statusIcons = {
  dashed: CircleDashed,
  open: Circle,
  active: CircleDot,
  waiting: Clock,
  done: CircleCheck,
  paused: CirclePause,
  refused: CircleX,
  ended: Ban,
  moving: Truck,
} satisfies Record<string, LucideIcon>;

export interface StatusLook {
  tone: Tone;
  icon: keyof typeof statusIcons;
}

export function Status({ tone, icon, children }: StatusLook & { children: ReactNode }) {
  const Icon = statusIcons[icon];
  return (
    <span className={cx("inline-flex h-6 items-center gap-1.5 rounded-full pr-2.5 pl-2 text-xs font-medium whitespace-nowrap", tones[tone])}>
      <Icon className="size-3.5" aria-hidden />
      {children}
    </span>
  );
}

export function Badge({ tone = "quiet", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={cx("inline-flex h-5 items-center rounded-full px-2 text-xs font-medium", tones[tone])}>{children}</span>;
}
