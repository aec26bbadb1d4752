// Text on its ground has at least 4.5:1 in both themes (WCAG AA).
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("src/app/tokens.css", "utf8");
const [light = "", dark = ""] = css.split(':root[data-theme="dark"]');
const tokens = (block: string) =>
  Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value] as const));

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [brighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

const pairs: [string, string][] = [
  ...["ink", "ink-2", "ink-3"].flatMap((ink) => ["bg", "surface", "raised", "sunken"].map((ground) => [ink, ground] as [string, string])),
  ["ink", "hover"],
  ["ink-2", "hover"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["accent-ink", "bg"],
  ["accent-ink", "surface"],
  ["accent-ink", "accent-soft"],
  ...["good", "warn", "bad", "info"].flatMap((tone) => [
    [tone, `${tone}-soft`] as [string, string],
    [tone, "surface"] as [string, string],
  ]),
  ["ink-2", "warn-soft"],
  ["ink-2", "bad-soft"],
  ["ink-2", "info-soft"],
];

describe.each([
  ["light", tokens(light)],
  ["dark", tokens(dark)],
])("%s theme", (_, theme) => {
  it.each(pairs)("%s on %s", (ink, ground) => {
    expect(contrast(theme[ink]!, theme[ground]!)).toBeGreaterThanOrEqual(4.5);
  });
});
