// What codes of the catalogue are called where no more than the code is known, as in the lines of a quote or an order.
import { useMemo } from "react";
import { useColors, useFinishes, useMaterials, useRushLevels, useServices, useTolerances } from "./price/offer";
import { colorName, finishName, materialName, rushName, serviceName, toleranceName, type Offered } from "./words";

export interface Choosable {
  service: string;
  material?: string | null;
  finish?: string | null;
  color?: string | null;
  tolerance?: string | null;
}

type Code = string | null | undefined;

export interface Names extends Record<"service" | "material" | "finish" | "color" | "tolerance" | "rush", (code: Code) => string> {
  /** "FDM print · PLA · black · as printed": the choice of a line in one breath. */
  choice: (line: Choosable) => string;
}

interface Offers {
  services?: readonly Offered[] | undefined;
  materials?: readonly Offered[] | undefined;
  finishes?: readonly Offered[] | undefined;
  colors?: readonly Offered[] | undefined;
  tolerances?: readonly Offered[] | undefined;
  rushLevels?: readonly Offered[] | undefined;
}

/** What is not offered (any more, or not known yet) has its code translated. */
export function namesFrom(offers: Offers): Names {
  const by = (name: (one: Offered | Code) => string, rows: readonly Offered[] | undefined) => (code: Code) => name(rows?.find((one) => one.code === code) ?? code);
  const names = {
    service: by(serviceName, offers.services),
    material: by(materialName, offers.materials),
    finish: by(finishName, offers.finishes),
    color: by(colorName, offers.colors),
    tolerance: by(toleranceName, offers.tolerances),
    rush: by(rushName, offers.rushLevels),
  };
  const choice = (line: Choosable) =>
    [names.service(line.service), names.material(line.material), names.color(line.color), names.finish(line.finish), line.tolerance !== "standard" && names.tolerance(line.tolerance)]
      .filter(Boolean)
      .join(" · ");
  return { ...names, choice };
}

export function useNames(): Names {
  const [services, materials, finishes, colors, tolerances, rushLevels] = [useServices(), useMaterials(), useFinishes(), useColors(), useTolerances(), useRushLevels()];
  return useMemo(
    () => namesFrom({ services, materials, finishes, colors, tolerances, rushLevels }),
    [services, materials, finishes, colors, tolerances, rushLevels],
  );
}
