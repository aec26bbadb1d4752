// What would be offered by the rows of a catalogue that is not saved, in the shape in which the server says what is offered.
import type { Offer } from "@/modules/quotes/price/offer";
import type { Row } from "./kinds";

interface Tables {
  services: Row[];
  materials: Row[];
  finishes: Row[];
  color_names: Row[];
  tolerances: Row[];
}

/** Whoever edits names sees them as they stand in the tables, not their translations. */
const named = (row: Row) => ({ ...row, has_own_name: true });

/** An empty list of codes means all of them. */
export function offerOf(tables: Tables): Offer {
  const active = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, (rows as Row[]).filter((row) => row.active)])) as unknown as Tables;
  const codes = (rows: Row[]) => rows.map((row) => row.code ?? "");
  const [services, materials] = [codes(active.services), codes(active.materials)];
  const chosen = (list: unknown, all: string[]) => ((list as string[] | undefined)?.length ? (list as string[]).filter((code) => all.includes(code)) : all);
  return {
    services: active.services.map(named),
    materials: active.materials.map((row) => ({ ...named(row), services: chosen(row.services, services), colors: row["colors"] ?? [], special_colors: row["special_colors"] ?? [] })),
    finishes: active.finishes.map((row) => ({ ...named(row), services: chosen(row.services, services), materials: chosen(row["materials"], materials) })),
    colors: active.color_names.map(named),
    tolerances: active.tolerances.map((row) => ({ ...named(row), services: chosen(row.services, services) })),
  } as unknown as Offer;
}
