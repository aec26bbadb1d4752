// A company's colour as the accent of the app. A colour that would be hard to read is made darker or lighter, in both themes,
// until text on it and in it has 4.5:1 against its ground (WCAG AA).
export type Theme = "light" | "dark";
type Rgb = [number, number, number];

const grounds: Record<Theme, string[]> = { light: ["#fafaf8", "#ffffff"], dark: ["#101113", "#17181b", "#1d1e22"] };
const LEAST = 4.5;

const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb;
const hexOf = (color: Rgb) => `#${color.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
const mixed = (one: string, other: string, share: number): string => {
  const [a, b] = [rgb(one), rgb(other)];
  return hexOf(a.map((part, at) => part + (b[at]! - part) * share) as Rgb);
};

function luminance(hex: string): number {
  const [r, g, b] = rgb(hex).map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(one: string, other: string): number {
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

/** Towards black or white, by as little as makes it readable on every ground. */
function readable(color: string, on: string[], towards: string): string {
  for (let share = 0; share < 1; share += 0.04) {
    const tried = mixed(color, towards, share);
    if (on.every((ground) => contrast(tried, ground) >= LEAST)) return tried;
  }
  return towards;
}

export const isColor = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

/** The tokens of app/tokens.css that a company's colour takes the place of. */
export function accentTokens(color: string, theme: Theme): Record<string, string> {
  const isLight = theme === "light";
  const towards = isLight ? "#000000" : "#ffffff";
  const accent = readable(color, grounds[theme], towards);
  const soft = mixed(grounds[theme][1]!, accent, isLight ? 0.09 : 0.2);
  const on = isLight ? "#ffffff" : "#0c0d12";
  return {
    "--accent": accent,
    "--accent-hover": mixed(accent, towards, 0.14),
    "--accent-soft": soft,
    "--accent-ink": readable(accent, [...grounds[theme], soft], towards),
    "--on-accent": on,
    "--focus": accent,
    "--selection": mixed(grounds[theme][0]!, accent, isLight ? 0.24 : 0.4),
  };
}
