import { describe, expect, it } from "vitest";
import type { Selection } from "@/ui/record-table/use-selection";
import { bulkActions, chosenOf, isChoosable } from "./choose";
import { newEntry, type DraftEntry } from "./draft";
import type { Row } from "./kinds";

const row = (id: string, version = 1) => ({ id, version, updated_at: "", active: true, position: 1, code: id }) as Row;
const written: DraftEntry = { kind: "materials", id: "abs", base: row("abs"), body: { price_per_kg: 40 }, texts: {} };
const selection = (...ids: string[]) => ({ ids: new Set(ids), isAll: false }) as unknown as Selection;

describe("rows of the catalogue that are chosen", () => {
  it("are saved ones in which nothing is written", () => {
    expect(isChoosable(row("pla"), [written])).toBe(true);
    expect(isChoosable(row("abs"), [written])).toBe(false);
    expect(isChoosable(row("new-1", 0), [newEntry("materials", {})])).toBe(false);
  });

  it("are chosen no more once somebody writes in them, or when they do not stand there any more", () => {
    const rows = [row("pla"), row("abs"), row("petg")];
    expect([...chosenOf(selection("pla", "abs"), rows, []).ids]).toEqual(["pla", "abs"]);
    const left = chosenOf(selection("pla", "abs", "gone"), rows, [written]);
    expect([...left.ids]).toEqual(["pla"]);
    expect(left.count(99)).toBe(1);
    expect(left.has("abs")).toBe(false);
  });

  it("are switched where the kind has a switch, by the kind's own address", () => {
    const ids = (actions: { id: string; path: string }[]) => actions.map(({ id, path }) => `${id} ${path}`);
    expect(ids(bulkActions("rush_levels", (key) => key))).toEqual([
      "on /api/v1/catalogue/rush-levels/bulk/update", "off /api/v1/catalogue/rush-levels/bulk/update", "remove /api/v1/catalogue/rush-levels/bulk/delete",
    ]);
  });
});
