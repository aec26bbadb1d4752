import { describe, expect, it } from "vitest";
import type { Offer } from "@/modules/quotes/price/offer";
import { matching } from "./catalogue-page";
import type { Field, Row } from "./kinds";
import { fieldsFor, sorted } from "./row-table";
import { choiceFor, deltas, shareOf } from "./try-price";

const offer = {
  services: [
    { code: "fdm", default_material: "pla", default_finish: "plain", default_tolerance: "standard" },
    { code: "cnc", default_material: "al", default_finish: "milled", default_tolerance: "standard" },
  ],
  materials: [
    { code: "pla", services: ["fdm"], colors: [], special_colors: [] },
    { code: "abs", services: ["fdm"], colors: [], special_colors: [] },
    { code: "al", services: ["cnc"], colors: [], special_colors: [] },
  ],
  finishes: [
    { code: "plain", services: ["fdm"], materials: ["pla", "abs"] },
    { code: "smooth", services: ["fdm"], materials: ["abs"] },
    { code: "milled", services: ["cnc"], materials: ["al"] },
  ],
  tolerances: [{ code: "standard", services: ["fdm", "cnc"] }],
} as unknown as Offer;
const row = (more: object): Row => ({ id: "1", version: 1, updated_at: "", active: true, position: 0, ...more });
const choice = { service: "fdm", material: "pla", quantity: 3 };

describe("the sample part", () => {
  it("is made of the material that is edited, by a process that makes it", () => {
    expect(choiceFor("materials", row({ code: "al", services: ["cnc"] }), choice, offer)).toMatchObject({ service: "cnc", material: "al", quantity: 3 });
    expect(choiceFor("materials", row({ code: "abs", services: ["fdm"] }), choice, offer)).toMatchObject({ service: "fdm", material: "abs" });
  });

  it("gets the finish that is edited, with a material that it suits", () => {
    expect(choiceFor("finishes", row({ code: "smooth", services: ["fdm"], materials: ["abs"] }), choice, offer)).toMatchObject({ material: "abs", finish: "smooth" });
  });

  it("is ordered in the quantity of the step, and by the process of parameters and profiles", () => {
    expect(choiceFor("quantity_steps", row({ service: "cnc", quantity: 50 }), choice, offer)).toMatchObject({ service: "cnc", quantity: 50 });
    expect(choiceFor("milling_parameters", row({ service: "cnc" }), choice, offer)).toMatchObject({ service: "cnc" });
    const machines = [row({ profile: "fast", services: ["fdm"] })];
    expect(choiceFor("fdm_profiles", row({ code: "fast" }), { ...choice, service: "cnc" }, offer, machines)).toMatchObject({ service: "fdm" });
  });
});

describe("before and after", () => {
  it("stand line by line, also where one has no such line", () => {
    const line = (code: string, amount: string) => ({ code, label: code, amount, explanation: "" });
    expect(deltas([line("material", "1.00"), line("color", "5.00")], [line("material", "1.20"), line("finish", "2.00")])).toEqual([
      { code: "material", label: "material", before: "1.00", after: "1.20" },
      { code: "finish", label: "finish", before: undefined, after: "2.00" },
      { code: "color", label: "color", before: "5.00" },
    ]);
  });

  it("differ by a share, when there was a price", () => {
    expect(shareOf("10.00", "12.50")).toBe(0.25);
    expect(shareOf("0.00", "1.00")).toBeUndefined();
  });
});

describe("the rows", () => {
  const rows = [
    row({ id: "a", name: "PLA", code: "pla", services: ["fdm"], price: 26.7 }),
    row({ id: "b", name: "Aluminium", code: "al", services: ["cnc"], price: 6 }),
    row({ id: "c", name: "Any", code: "any", services: [], price: null }),
  ];
  const ids = (found: Row[]) => found.map((one) => one.id).join("");

  it("are found by the beginnings of what they hold and by process; those of all processes belong to each", () => {
    expect(ids(matching(rows, "alu", ""))).toBe("b");
    expect(ids(matching(rows, "", "fdm"))).toBe("ac");
  });

  it("are sorted by size, with what is empty last either way", () => {
    const price: Field = { name: "price", type: "number", isOptional: true };
    const text = (_: Field, value: unknown) => (value === null ? "" : String(value));
    expect(ids(sorted(rows, [price], { field: "price", isDescending: false }, { text }, "en"))).toBe("bac");
    expect(ids(sorted(rows, [price], { field: "price", isDescending: true }, { text }, "en"))).toBe("abc");
  });

  it("leave out fields that no process of theirs is reckoned by", () => {
    const fields: Field[] = [{ name: "name", type: "text" }, { name: "removal", type: "number", models: ["milling"] }];
    expect(fieldsFor(fields, rows, () => ["fdm"]).map((field) => field.name)).toEqual(["name"]);
    expect(fieldsFor(fields, rows, () => ["milling"]).map((field) => field.name)).toEqual(["name", "removal"]);
  });
});
