// What is offered: services, and the materials, finishes, tolerances and rush levels that go with them.
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import type { Choice } from "./basket";

const FOR_LONG = { staleTime: 600_000 };
const all = { page_size: 100 };

export const useServices = () =>
  useQuery({ queryKey: keys.offer("services"), queryFn: () => api.get("/api/v1/services", { query: all }), ...FOR_LONG }).data?.items;
export const useMaterials = () =>
  useQuery({ queryKey: keys.offer("materials"), queryFn: () => api.get("/api/v1/materials", { query: all }), ...FOR_LONG }).data?.items;
export const useFinishes = () =>
  useQuery({ queryKey: keys.offer("finishes"), queryFn: () => api.get("/api/v1/finishes", { query: all }), ...FOR_LONG }).data?.items;
export const useColors = () =>
  useQuery({ queryKey: keys.offer("colors"), queryFn: () => api.get("/api/v1/colors", { query: all }), ...FOR_LONG }).data?.items;
export const useTolerances = () =>
  useQuery({ queryKey: keys.offer("tolerances"), queryFn: () => api.get("/api/v1/tolerances", { query: all }), ...FOR_LONG }).data?.items;
export const useRushLevels = () =>
  useQuery({ queryKey: keys.offer("rush-levels"), queryFn: () => api.get("/api/v1/rush-levels", { query: all }), ...FOR_LONG }).data?.items;

export interface Offer {
  services: NonNullable<ReturnType<typeof useServices>>;
  materials: NonNullable<ReturnType<typeof useMaterials>>;
  finishes: NonNullable<ReturnType<typeof useFinishes>>;
  colors: NonNullable<ReturnType<typeof useColors>>;
  tolerances: NonNullable<ReturnType<typeof useTolerances>>;
}

export function useOffer(): Offer | undefined {
  const services = useServices();
  const materials = useMaterials();
  const finishes = useFinishes();
  const colors = useColors();
  const tolerances = useTolerances();
  return services && materials && finishes && colors && tolerances ? { services, materials, finishes, colors, tolerances } : undefined;
}

export function materialsFor(offer: Offer, service: string) {
  return offer.materials.filter((one) => one.services.includes(service));
}

export function finishesFor(offer: Offer, service: string, material: string | undefined) {
  return offer.finishes.filter((one) => one.services.includes(service) && (!material || one.materials.includes(material)));
}

export function tolerancesFor(offer: Offer, service: string) {
  return offer.tolerances.filter((one) => one.services.includes(service));
}

export function colorsOf(offer: Offer, material: string | undefined) {
  const found = offer.materials.find((one) => one.code === material);
  return { plain: found?.colors ?? [], special: found?.special_colors ?? [] };
}

/** As it is offered, or its bare code. */
export const colorOf = (offer: Offer, code: string) => offer.colors.find((one) => one.code === code) ?? code;

/**
 * A choice made whole: what does not go with the service or the material is replaced by what the company takes by default,
 * so that no combination is asked for that the server would refuse.
 */
export function completed(offer: Offer, choice: Choice): Choice {
  const service = offer.services.find((one) => one.code === choice.service) ?? offer.services[0];
  if (!service) return choice;
  const pick = (wanted: string | undefined, options: { code: string }[], usual: string | null | undefined) =>
    options.some((one) => one.code === wanted)
      ? wanted
      : options.some((one) => one.code === usual)
        ? (usual ?? undefined)
        : options[0]?.code;
  const material = pick(choice.material, materialsFor(offer, service.code), service.default_material);
  const colors = colorsOf(offer, material);
  const known = [...colors.plain, ...colors.special];
  return {
    service: service.code,
    material,
    finish: pick(choice.finish, finishesFor(offer, service.code, material), service.default_finish),
    tolerance: pick(choice.tolerance, tolerancesFor(offer, service.code), service.default_tolerance),
    color: choice.color && known.includes(choice.color) ? choice.color : known[0],
    quantity: choice.quantity,
  };
}
