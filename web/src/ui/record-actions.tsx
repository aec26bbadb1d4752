// What can be done with the open record: as buttons above it, the weightiest last, and in the palette, the weightiest first.
import type { LucideIcon } from "lucide-react";
import { useActions } from "@/app/palette/providers";
import { Button, type ButtonKind } from "./button";

export interface RecordAction {
  id: string;
  label: string;
  icon: LucideIcon;
  kind?: ButtonKind;
  isBusy?: boolean;
  run: () => void;
}

export function RecordActions({ title, actions }: { title: string; actions: RecordAction[] }) {
  useActions(title, actions);
  return [...actions].reverse().map(({ id, label, icon: Icon, kind, isBusy, run }) => (
    <Button key={id} size="sm" kind={kind} busy={isBusy} icon={<Icon className="size-4" aria-hidden />} onClick={run}>
      {label}
    </Button>
  ));
}
