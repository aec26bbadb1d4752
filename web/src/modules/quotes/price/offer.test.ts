import { describe, expect, it } from "vitest";
import { completed, type Offer } from "./offer";

const offer = {
  services: [
    { code: "fdm", default_material: "pla", default_finish: "as_printed", default_tolerance: "standard" },
    { code: "cnc", default_material: "al", default_finish: "as_machined", default_tolerance: "standard" },
  ],
  materials: [
    { code: "abs", services: ["fdm"], colors: ["white"], special_colors: [] },
    { code: "pla", services: ["fdm"], colors: ["black", "white"], special_colors: ["orange"] },
    { code: "al", services: ["cnc"], colors: [], special_colors: [] },
  ],
  finishes: [
    { code: "as_printed", services: ["fdm"], materials: ["pla", "abs"] },
    { code: "smoothed", services: ["fdm"], materials: ["abs"] },
    { code: "as_machined", services: ["cnc"], materials: ["al"] },
  ],
  tolerances: [
    { code: "standard", services: ["fdm", "cnc"] },
    { code: "critical", services: ["cnc"] },
  ],
} as unknown as Offer;

describe("a choice made whole", () => {
  it("begins with what the company takes by default", () => {
    expect(completed(offer, { service: "fdm", quantity: 3 })).toEqual({
      service: "fdm",
      material: "pla",
      finish: "as_printed",
      tolerance: "standard",
      color: "black",
      quantity: 3,
    });
  });

  it("keeps what still goes together", () => {
    const wish = { service: "fdm", material: "abs", finish: "smoothed", color: "white", tolerance: "standard", quantity: 1 };
    expect(completed(offer, wish)).toEqual(wish);
  });

  it("replaces what does not go with another process or material", () => {
    const wish = { service: "cnc", material: "abs", finish: "smoothed", color: "white", tolerance: "critical", quantity: 1 };
    expect(completed(offer, wish)).toEqual({ service: "cnc", material: "al", finish: "as_machined", color: undefined, tolerance: "critical", quantity: 1 });
    expect(completed(offer, { ...wish, service: "fdm", material: "pla" })).toMatchObject({ finish: "as_printed", tolerance: "standard" });
  });

  it("falls back to the first process when the wanted one is not offered any more", () => {
    expect(completed(offer, { service: "gone", quantity: 1 }).service).toBe("fdm");
  });
});
