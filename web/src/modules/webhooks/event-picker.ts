// Which events are meant: names, all of a kind ("quote.*"), or all ("*"). What a wider choice holds is not named beside it.
import type { KnownEvent } from "./words";

export const ofKind = (kind: string) => `${kind}.*`;

export interface Group {
  kind: string;
  events: KnownEvent[];
}

export function groupsOf(events: readonly KnownEvent[]): Group[] {
  const groups = new Map<string, KnownEvent[]>();
  for (const event of events) groups.set(event.record_kind, [...(groups.get(event.record_kind) ?? []), event]);
  return [...groups].map(([kind, all]) => ({ kind, events: all }));
}

export const holds = (chosen: readonly string[], pattern: string): boolean =>
  chosen.includes("*") || chosen.includes(pattern) || chosen.includes(ofKind(pattern.split(".")[0]!));

export function toggled(chosen: readonly string[], pattern: string): string[] {
  if (chosen.includes(pattern)) return chosen.filter((one) => one !== pattern);
  if (pattern === "*") return ["*"];
  const kept = pattern.endsWith(".*") ? chosen.filter((one) => !one.startsWith(pattern.slice(0, -1))) : chosen;
  return [...kept, pattern];
}
