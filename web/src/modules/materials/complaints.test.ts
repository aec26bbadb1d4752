import { describe, expect, it } from "vitest";
import { Problem } from "@/api/problem";
import { catalogueProblemText, complaintOf } from "./complaints";

const refused = (code: string, detail: string, pointer?: string) =>
  new Problem({ status: 422, code, detail, errors: pointer === undefined ? [] : [{ pointer, code, message: detail }] });

describe("what the calculator complains of", () => {
  it("is taken apart", () => {
    expect(complaintOf('materials "pla": density_g_per_cm3 must be more than 0.')).toEqual({
      table: "materials",
      code: "pla",
      field: "density_g_per_cm3",
      words: "Must be more than 0.",
    });
    expect(complaintOf('services "fdm": margin must be at most 0.95: price = cost / (1 - margin).')?.words).toBe("Must be at most 95 %.");
    expect(complaintOf("Something else went wrong")).toBeUndefined();
  });

  it("is said shortly at its own cell, and with the row's name when it lies elsewhere", () => {
    const own = refused("invalid_catalogue", 'tolerances "fine": time_multiplier must be at least 1.', "/time_multiplier");
    expect(catalogueProblemText(own, "tolerances")).toBe("Must be at least 1.");
    const other = refused("invalid_catalogue", 'machines "m1": profile cnc needs a profile of its cost model.');
    expect(catalogueProblemText(other, "services")).toBe("Machines “m1”, Speed profile: cnc needs a speed profile of its way of reckoning.");
  });

  it("says what still needs a row that was to be deleted", () => {
    const needed = refused("still_used", 'services "fdm": default_material names "pla", which does not exist.');
    expect(catalogueProblemText(needed, "materials")).toBe("It is still needed. Processes “fdm”, Usual material: Names “pla”, which does not exist.");
  });

  it("falls back to what every problem says", () => {
    expect(catalogueProblemText(new Problem({ status: 403, code: "not_allowed" }), "materials")).toBe("Your role does not allow this.");
  });
});
