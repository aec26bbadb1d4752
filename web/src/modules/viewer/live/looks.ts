// What a material looks like: its colour, how it shines, and the trace that the process leaves on it. Colours are the words
// of the catalogue, materials its codes.
export type Grain = "none" | "layers" | "powder" | "brushed" | "fibre";

export interface Look {
  color: string;
  roughness: number;
  metalness: number;
  clearcoat: number;
  opacity: number;
  grain: Grain;
  /** How deep the grain is, from 0 to 1. */
  depth: number;
}

const colors: Record<string, string> = {
  white: "#e9e8e4",
  black: "#25262a",
  grey: "#8b8f95",
  gray: "#8b8f95",
  silver: "#b9bcc1",
  red: "#c2312b",
  blue: "#2c5bb5",
  green: "#3f9150",
  yellow: "#e8bd2c",
  orange: "#e27526",
  purple: "#74489e",
  pink: "#d97a9d",
  brown: "#76513a",
  natural: "#e4ddcb",
  amber: "#c47a1d",
  clear: "#dfeaec",
  gold: "#c9a14a",
};

/** The colour that a word of the catalogue means; a CSS colour such as #a0b0c0 means itself. */
export function colorOf(word: string | null | undefined): string | undefined {
  if (!word) return undefined;
  const plain = word.trim().toLowerCase();
  if (/^#([0-9a-f]{3}|[0-9a-f]{6})$/.test(plain)) return plain;
  return colors[plain] ?? Object.entries(colors).find(([name]) => plain.includes(name))?.[1];
}

const metals: [RegExp, string][] = [
  [/^al_|alumin/, "#c9cccf"],
  [/brass/, "#c8a557"],
  [/copper|bronze/, "#b8714c"],
  [/titan|^ti_/, "#a8a49e"],
  [/stainless|^ss_|_304|_316|steel|^st_|1045|c45|4140|iron/, "#aeb2b6"],
];

const plain: Look = { color: "#8793a3", roughness: 0.52, metalness: 0, clearcoat: 0, opacity: 1, grain: "none", depth: 0 };

function surfaceOf(code: string): Look {
  const metal = metals.find(([pattern]) => pattern.test(code));
  if (metal) return { ...plain, color: metal[1], roughness: 0.36, metalness: 1, grain: "brushed", depth: 0.9 };
  if (/resin|sla/.test(code)) return { ...plain, color: "#8b8f95", roughness: 0.26, clearcoat: 0.85 };
  if (/_cf|carbon/.test(code)) return { ...plain, color: "#2b2c2f", roughness: 0.7, grain: "fibre", depth: 0.6 };
  if (/^pa\d|nylon|powder|pp_/.test(code)) return { ...plain, color: "#e4ddcb", roughness: 0.92, grain: "powder", depth: 0.8 };
  if (/petg|^pc/.test(code)) return { ...plain, roughness: 0.34, clearcoat: 0.2, grain: "layers", depth: 0.5 };
  if (/pla|abs|asa/.test(code)) return { ...plain, roughness: 0.62, grain: "layers", depth: 0.6 };
  if (/tpu|flex/.test(code)) return { ...plain, roughness: 0.78, grain: "layers", depth: 0.4 };
  if (/pom|acetal|delrin|ptfe|hdpe|peek/.test(code)) return { ...plain, color: /peek/.test(code) ? "#c9b48c" : "#eceae4", roughness: 0.42 };
  return plain;
}

function finished(look: Look, finish: string): Look {
  if (/black/.test(finish) && look.metalness > 0) return { ...look, color: "#2c2d31", metalness: 0.75, roughness: 0.46, depth: 0.3 };
  if (/bead|blast/.test(finish)) return { ...look, roughness: 0.58, grain: "powder", depth: 0.35 };
  if (/polish/.test(finish)) return { ...look, roughness: 0.12, grain: "none" };
  if (/paint|powder_coat|primed/.test(finish)) return { ...look, metalness: 0, roughness: 0.4, clearcoat: 0.3, grain: "none" };
  if (/smooth|coated|sanded/.test(finish)) return { ...look, roughness: Math.min(look.roughness, 0.42), depth: look.depth * 0.2 };
  if (/dyed_black/.test(finish)) return { ...look, color: "#2a2b2e" };
  return look;
}

/** How a part of that material, colour and finish looks; the house's own grey-blue when nothing is chosen. */
export function lookOf(material?: string | null, color?: string | null, finish?: string | null): Look {
  const surface = finished(surfaceOf((material ?? "").toLowerCase()), (finish ?? "").toLowerCase());
  const chosen = colorOf(color);
  const look = chosen && surface.metalness < 0.5 ? { ...surface, color: chosen } : surface;
  const isClear = /clear|transparent/.test(`${color ?? ""} ${material ?? ""}`.toLowerCase()) && look.metalness === 0;
  return isClear ? { ...look, color: colors["clear"]!, opacity: 0.42, roughness: 0.08, clearcoat: 1, grain: "none" } : look;
}
