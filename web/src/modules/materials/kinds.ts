// What a catalogue consists of: its kinds of rows, and of each row the members that people edit, in the order they are shown.
// A test holds them against the API.
import type { Schema } from "@/api/client";
import type { TabId } from "./tab-ids";

export type Model = Schema<"CatalogueService">["model"];
export type KindId = keyof typeof kinds;

interface Rows {
  services: Schema<"CatalogueService">;
  materials: Schema<"CatalogueMaterial">;
  machines: Schema<"CatalogueMachine">;
  finishes: Schema<"CatalogueFinish">;
  tolerances: Schema<"CatalogueTolerance">;
  rush_levels: Schema<"CatalogueRushLevel">;
  color_names: Schema<"CatalogueColorName">;
  quantity_steps: Schema<"CatalogueQuantityStep">;
  fdm_parameters: Schema<"CatalogueFdmParameters">;
  fdm_profiles: Schema<"CatalogueFdmProfile">;
  sla_parameters: Schema<"CatalogueSlaParameters">;
  sla_profiles: Schema<"CatalogueSlaProfile">;
  powder_parameters: Schema<"CataloguePowderParameters">;
  powder_profiles: Schema<"CataloguePowderProfile">;
  milling_parameters: Schema<"CatalogueMillingParameters">;
}

/** A row of any kind; its other members are what the fields of the kind name. */
export interface Row {
  id: string;
  version: number;
  updated_at: string;
  active: boolean;
  position: number;
  code?: string;
  name?: string;
  service?: string;
  services?: string[];
  [member: string]: unknown;
}

export type FieldType = "text" | "code" | "number" | "whole" | "share" | "money" | "flag" | "one" | "many" | "words" | "model" | "profile";
export type Unit = "mm" | "h" | "min" | "s" | "days" | "kg" | "percent" | "per_h" | "per_kg" | "per_cm2" | "per_order" | "per_piece" | "g_cm3" | "cm2_min" | "cm3_min" | "mm3_s" | "mm_h" | "min_cm2";

export interface Field {
  name: string;
  type: FieldType;
  unit?: Unit;
  /** May be empty: null in the API. */
  isOptional?: boolean;
  /** Whose codes it holds. */
  of?: "services" | "materials" | "finishes" | "tolerances";
  /** Asked for when a row is added. */
  isNew?: boolean;
  /** Of no account where no row serves one of these. */
  models?: Model[];
}

export interface Kind {
  /** As the API spells it in its addresses. */
  path: string;
  fields: Field[];
  /** Which model's services its rows belong to. */
  model?: Model;
  /** One row for each service, so members stand below each other and services beside each other. */
  isSheet?: boolean;
}

type More = Partial<Omit<Field, "name" | "type">>;
type Member<Id extends keyof Rows> = Exclude<keyof Rows[Id], "id" | "version" | "created_at" | "updated_at" | "position">;

const making =
  <Id extends keyof Rows>() =>
  (name: Member<Id>, type: FieldType, more: More = {}): Field => ({ name: name as string, type, ...more });

function kind<Id extends keyof Rows>(path: string, fields: (f: ReturnType<typeof making<Id>>) => Field[], more: Partial<Kind> = {}): Kind {
  return { path, fields: fields(making<Id>()), ...more };
}

const mm = { unit: "mm" } as const;
const maybe = { isOptional: true } as const;
const isNew = { isNew: true } as const;

export const kinds = {
  services: kind<"services">("services", (f) => [
    f("name", "text", isNew), f("active", "flag"), f("model", "model", isNew),
    f("labour_rate", "money", { unit: "per_h", ...isNew }), f("overhead_share", "share"), f("risk_share", "share"), f("margin", "share", isNew),
    f("minimum_charge", "money", isNew), f("lead_time_days", "whole", { unit: "days" }), f("machine_hours_per_day", "number", { unit: "h" }),
    f("smallest_part_mm", "number", mm), f("largest_part_mm", "number", { ...mm, ...maybe }), f("thin_wall_mm", "number", mm), f("thinnest_wall_mm", "number", mm),
    f("accuracy_percent", "number", { unit: "percent" }), f("default_material", "one", { of: "materials", ...maybe }),
    f("default_finish", "one", { of: "finishes", ...maybe }), f("default_tolerance", "one", { of: "tolerances", ...maybe }),
    f("code", "code", isNew), f("source_note", "text", maybe),
  ]),
  materials: kind<"materials">("materials", (f) => [
    f("name", "text", isNew), f("active", "flag"), f("services", "many", { of: "services", ...isNew }),
    f("price_per_kg", "money", { unit: "per_kg", ...isNew }), f("density_g_per_cm3", "number", { unit: "g_cm3", ...isNew }), f("waste_share", "share"),
    f("colors", "words", isNew), f("special_colors", "words"), f("color_surcharge", "money", { unit: "per_order" }),
    f("thin_wall_mm", "number", { ...mm, ...maybe }), f("thinnest_wall_mm", "number", { ...mm, ...maybe }),
    f("warping_limit_mm", "number", { ...mm, ...maybe, models: ["fdm"] }), f("exposure_factor", "number", { ...maybe, models: ["sla"] }),
    f("bulk_density_g_per_cm3", "number", { unit: "g_cm3", ...maybe, models: ["powder"] }), f("refresh_share", "share", { ...maybe, models: ["powder"] }),
    f("removal_cm3_per_min", "number", { unit: "cm3_min", ...maybe, ...isNew, models: ["milling"] }),
    f("finishing_cm2_per_min", "number", { unit: "cm2_min", ...maybe, ...isNew, models: ["milling"] }),
    f("code", "code", isNew), f("source_note", "text", maybe),
  ]),
  machines: kind<"machines">("machines", (f) => [
    f("name", "text", isNew), f("active", "flag"), f("services", "many", { of: "services", ...isNew }), f("hourly_rate", "money", { unit: "per_h", ...isNew }),
    f("units", "whole", isNew), f("envelope_x_mm", "number", { ...mm, ...isNew }), f("envelope_y_mm", "number", { ...mm, ...isNew }),
    f("envelope_z_mm", "number", { ...mm, ...isNew }), f("profile", "profile", { ...maybe, ...isNew, models: ["fdm", "sla", "powder"] }),
    f("time_factor", "number", { models: ["milling"] }), f("materials", "many", { of: "materials" }), f("code", "code", isNew), f("source_note", "text", maybe),
  ]),
  finishes: kind<"finishes">("finishes", (f) => [
    f("name", "text", isNew), f("active", "flag"), f("services", "many", { of: "services", ...isNew }), f("materials", "many", { of: "materials" }),
    f("cost_per_order", "money", isNew), f("cost_per_piece", "money", isNew), f("cost_per_cm2", "money", isNew), f("lot_minimum", "money"),
    f("days", "whole", { unit: "days", ...isNew }), f("code", "code", isNew), f("source_note", "text", maybe),
  ]),
  tolerances: kind<"tolerances">("tolerances", (f) => [
    f("name", "text", isNew), f("active", "flag"), f("services", "many", { of: "services", ...isNew }), f("time_multiplier", "number", isNew),
    f("inspection_per_order", "money", isNew), f("inspection_per_piece", "money", isNew), f("code", "code", isNew), f("source_note", "text", maybe),
  ]),
  rush_levels: kind<"rush_levels">("rush-levels", (f) => [
    f("name", "text", isNew), f("active", "flag"), f("multiplier", "number", isNew), f("days", "whole", { unit: "days", ...maybe, ...isNew }),
    f("code", "code", isNew), f("source_note", "text", maybe),
  ]),
  color_names: kind<"color_names">("color-names", (f) => [f("name", "text", isNew), f("active", "flag"), f("code", "code", isNew), f("source_note", "text", maybe)]),
  quantity_steps: kind<"quantity_steps">("quantity-steps", (f) => [
    f("service", "one", { of: "services", ...isNew }), f("active", "flag"), f("quantity", "whole", isNew), f("discount_share", "share", isNew), f("source_note", "text", maybe),
  ]),
  fdm_parameters: kind<"fdm_parameters">("fdm-parameters", (f) => [
    f("service", "one", { of: "services", ...isNew }), f("active", "flag"), f("walls", "whole"), f("line_width_mm", "number", mm), f("top_layers", "whole"), f("bottom_layers", "whole"),
    f("infill_share", "share"), f("support_density", "share"), f("spacing_mm", "number", mm), f("setup_hours_per_plate", "number", { unit: "h" }),
    f("post_processing_minutes", "number", { unit: "min" }), f("support_removal_minutes_per_cm2", "number", { unit: "min_cm2" }), f("source_note", "text", maybe),
  ], { model: "fdm", isSheet: true }),
  fdm_profiles: kind<"fdm_profiles">("fdm-profiles", (f) => [
    f("name", "text", isNew), f("active", "flag"), f("layer_mm", "number", { ...mm, ...isNew }), f("start_s", "number", { unit: "s", ...isNew }),
    f("layer_change_s", "number", { unit: "s", ...isNew }), f("least_layer_s", "number", { unit: "s", ...isNew }), f("wall_mm3_per_s", "number", { unit: "mm3_s", ...isNew }),
    f("skin_mm3_per_s", "number", { unit: "mm3_s", ...isNew }), f("infill_mm3_per_s", "number", { unit: "mm3_s", ...isNew }), f("support_mm3_per_s", "number", { unit: "mm3_s", ...isNew }),
    f("code", "code", isNew), f("source_note", "text", maybe),
  ], { model: "fdm" }),
  sla_parameters: kind<"sla_parameters">("sla-parameters", (f) => [
    f("service", "one", { of: "services", ...isNew }), f("active", "flag"), f("support_share_of_void", "share"), f("support_share_of_part", "share"), f("resin_film_mm", "number", mm),
    f("spacing_mm", "number", mm), f("setup_hours_per_plate", "number", { unit: "h" }), f("wash_and_cure_hours_per_plate", "number", { unit: "h" }),
    f("wash_and_cure_rate", "money", { unit: "per_h", ...maybe }), f("post_processing_minutes", "number", { unit: "min" }), f("source_note", "text", maybe),
  ], { model: "sla", isSheet: true }),
  sla_profiles: kind<"sla_profiles">("sla-profiles", (f) => [
    f("name", "text", isNew), f("active", "flag"), f("layer_mm", "number", { ...mm, ...isNew }), f("preparation_s", "number", { unit: "s", ...isNew }), f("exposure_s", "number", { unit: "s", ...isNew }),
    f("move_s", "number", { unit: "s", ...isNew }), f("slow_move_s", "number", { unit: "s" }), f("slow_above_share", "share"), f("bottom_layers", "whole"),
    f("bottom_exposure_s", "number", { unit: "s" }), f("scan_mm3_per_s", "number", { unit: "mm3_s", ...maybe }), f("code", "code", isNew), f("source_note", "text", maybe),
  ], { model: "sla" }),
  powder_parameters: kind<"powder_parameters">("powder-parameters", (f) => [
    f("service", "one", { of: "services", ...isNew }), f("active", "flag"), f("spacing_mm", "number", mm), f("packing_share", "share"), f("refresh_share", "share"),
    f("setup_hours_per_order", "number", { unit: "h" }), f("setup_hours_per_build", "number", { unit: "h" }), f("post_processing_minutes", "number", { unit: "min" }),
    f("source_note", "text", maybe),
  ], { model: "powder", isSheet: true }),
  powder_profiles: kind<"powder_profiles">("powder-profiles", (f) => [
    f("name", "text", isNew), f("active", "flag"), f("growth_mm_per_hour", "number", { unit: "mm_h", ...isNew }), f("warm_up_and_cooling_hours", "number", { unit: "h", ...isNew }),
    f("scan_mm3_per_s", "number", { unit: "mm3_s", ...maybe, ...isNew }), f("code", "code", isNew), f("source_note", "text", maybe),
  ], { model: "powder" }),
  milling_parameters: kind<"milling_parameters">("milling-parameters", (f) => [
    f("service", "one", { of: "services", ...isNew }), f("active", "flag"), f("allowance_mm", "number", mm), f("setup_hours", "number", { unit: "h" }), f("load_minutes", "number", { unit: "min" }),
    f("tools_per_setup", "number"), f("tool_change_s", "number", { unit: "s" }), f("programming_rate", "money", { unit: "per_h" }), f("programming_minutes", "number", { unit: "min" }),
    f("programming_minutes_per_setup", "number", { unit: "min" }), f("saw_setup_hours", "number", { unit: "h" }), f("saw_seconds_per_cut", "number", { unit: "s" }),
    f("post_processing_minutes", "number", { unit: "min" }), f("thin_wall_time_factor", "number"), f("undercut_time_factor", "number"), f("undercut_cost", "money", { unit: "per_order" }),
    f("undercut_full_share", "share"), f("small_lot_kg", "number", { unit: "kg" }), f("small_lot_factor", "number"), f("large_lot_kg", "number", { unit: "kg" }),
    f("large_lot_factor", "number"), f("many_setups", "whole"), f("unreachable_warning_share", "share"), f("unreachable_limit_share", "share"), f("source_note", "text", maybe),
  ], { model: "milling", isSheet: true }),
} satisfies Record<keyof Rows, Kind>;

export const kindOf = (id: KindId): Kind => kinds[id];

/** The kinds that stand in each tab of the page. */
export const tabs = [
  { id: "services", kinds: ["services"] },
  { id: "materials", kinds: ["materials", "color_names"] },
  { id: "machines", kinds: ["machines"] },
  { id: "finishes", kinds: ["finishes"] },
  { id: "tolerances", kinds: ["tolerances"] },
  { id: "rush-levels", kinds: ["rush_levels"] },
  { id: "quantity-steps", kinds: ["quantity_steps"] },
  { id: "fdm", kinds: ["fdm_parameters", "fdm_profiles"] },
  { id: "sla", kinds: ["sla_parameters", "sla_profiles"] },
  { id: "powder", kinds: ["powder_parameters", "powder_profiles"] },
  { id: "milling", kinds: ["milling_parameters"] },
] as const satisfies readonly { id: TabId; kinds: readonly KindId[] }[];

/** What a row is called where no name stands beside it. */
export const rowName = (row: Row): string => row.name ?? (typeof row["quantity"] === "number" ? `${row.service} × ${row["quantity"]}` : (row.service ?? row.code ?? ""));
