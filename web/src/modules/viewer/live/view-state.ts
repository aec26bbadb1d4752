// What is shown and how, apart from the camera: one state, changed by named actions.
import type { Section } from "./section";

export type Panel = "tree" | "section" | "findings" | "explode";

export interface ViewState {
  flat: boolean;
  edges: boolean;
  wireframe: boolean;
  dimensions: boolean;
  measuring: boolean;
  turning: boolean;
  /** Surfaces as chosen for the price, or as the file has them. */
  look: "chosen" | "file";
  section: Section | null;
  explode: number;
  hidden: ReadonlySet<number>;
  selected: number | null;
  finding: string | null;
  panel: Panel | null;
}

export type Action =
  | { do: "toggle"; what: "flat" | "edges" | "wireframe" | "dimensions" | "measuring" | "turning" }
  | { do: "panel"; panel: Panel | null }
  | { do: "section"; section: Partial<Section> | null }
  | { do: "explode"; amount: number }
  | { do: "look"; look: ViewState["look"] }
  | { do: "hide" | "show"; ids: readonly number[] }
  | { do: "isolate"; ids: readonly number[]; all: readonly number[] }
  | { do: "show all" }
  | { do: "select"; id: number | null }
  | { do: "finding"; code: string | null }
  | { do: "rest" }
  | { do: "escape" };

export const firstState = (turning: boolean, look: ViewState["look"]): ViewState => ({
  ...{ flat: false, edges: true, wireframe: false, dimensions: false, measuring: false, turning, look },
  ...{ section: null, explode: 0, hidden: new Set<number>(), selected: null, finding: null, panel: null },
});

const firstSection: Section = { axis: "y", at: 0.5, flipped: false };

export function change(state: ViewState, action: Action): ViewState {
  switch (action.do) {
    case "toggle":
      return { ...state, [action.what]: !state[action.what], ...(action.what === "measuring" ? { turning: false } : {}) };
    case "panel":
      return openPanel(state, state.panel === action.panel ? null : action.panel);
    case "section":
      return { ...state, section: action.section && { ...(state.section ?? firstSection), ...action.section } };
    case "explode":
      return { ...state, explode: Math.max(0, Math.min(1, action.amount)) };
    case "look":
      return { ...state, look: action.look };
    case "hide":
      return { ...state, hidden: new Set([...state.hidden, ...action.ids]) };
    case "show":
      return { ...state, hidden: new Set([...state.hidden].filter((id) => !action.ids.includes(id))) };
    case "isolate":
      return { ...state, hidden: new Set(action.all.filter((id) => !action.ids.includes(id))) };
    case "show all":
      return { ...state, hidden: new Set() };
    case "select":
      return { ...state, selected: action.id };
    case "finding":
      return { ...state, finding: action.code, turning: false };
    case "rest":
      return state.turning ? { ...state, turning: false } : state;
    case "escape":
      return escape(state);
  }
}

// Opening the panel of the section cuts, opening that of the explosion takes apart: one press shows what the tool does.
function openPanel(state: ViewState, panel: Panel | null): ViewState {
  const opened: ViewState = { ...state, panel };
  if (panel === "section" && !state.section) opened.section = firstSection;
  if (panel === "explode" && state.explode === 0) opened.explode = 0.6;
  return opened;
}

/** Steps back once: what was opened last goes first. */
function escape(state: ViewState): ViewState {
  if (state.measuring) return { ...state, measuring: false };
  if (state.panel) return { ...state, panel: null };
  if (state.finding) return { ...state, finding: null };
  if (state.selected !== null) return { ...state, selected: null };
  return state;
}
