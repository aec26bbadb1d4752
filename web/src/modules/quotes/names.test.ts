import i18next from "i18next";
import { afterAll, describe, expect, it } from "vitest";
import { chooseLanguage } from "@/app/i18n";
import { namesFrom } from "./names";

const offers = {
  services: [{ code: "fdm", name: "FDM 3D printing (plastic)", has_own_name: false }],
  materials: [
    { code: "al_6061", name: "Aluminium 6061", has_own_name: false },
    { code: "pla", name: "PLA from the sea", has_own_name: true },
    { code: "wood", name: "Wood filament", has_own_name: true },
  ],
  colors: [
    { code: "black", name: "Coal", has_own_name: true },
    { code: "white", name: "white", has_own_name: false },
  ],
  tolerances: [{ code: "standard", name: "As always", has_own_name: true }],
  rushLevels: [{ code: "standard", name: "Standard", has_own_name: false }],
};

describe("what codes of the catalogue are called", () => {
  afterAll(() => chooseLanguage("en"));

  it("is the company's own name, whatever the language", async () => {
    for (const language of ["en", "ru", "kk"] as const) {
      await chooseLanguage(language);
      const { material, color } = namesFrom(offers);
      expect([material("pla"), material("wood"), color("black")]).toEqual(["PLA from the sea", "Wood filament", "Coal"]);
    }
  });

  it("is the translation where the company has named nothing, or nothing is known yet", async () => {
    await chooseLanguage("ru");
    const word = i18next.t("quotes:materials.al_6061");
    expect(word).not.toBe("Aluminium 6061");
    expect([namesFrom(offers).material("al_6061"), namesFrom({}).material("al_6061")]).toEqual([word, word]);
    expect([namesFrom(offers).color("white"), namesFrom({}).color("black")]).toEqual([i18next.t("quotes:colors.white"), i18next.t("quotes:colors.black")]);
  });

  it("is the code of what nobody knows, and nothing where nothing was chosen", () => {
    expect([namesFrom(offers).material("unobtainium"), namesFrom(offers).finish(null)]).toEqual(["unobtainium", ""]);
  });

  it("does not take one kind for another", async () => {
    await chooseLanguage("en");
    const names = namesFrom(offers);
    expect([names.tolerance("standard"), names.rush("standard")]).toEqual(["As always", "Standard"]);
  });

  it("stands in one breath for a line", async () => {
    await chooseLanguage("en");
    const line = { service: "fdm", material: "pla", color: "black", finish: null, tolerance: "standard" };
    expect(namesFrom(offers).choice(line)).toBe("FDM print · PLA from the sea · Coal");
  });
});
