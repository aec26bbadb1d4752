// What codes of the catalogue are called: "pa12" is "Nylon PA12" to people.
import { useQueries } from "@tanstack/react-query";
import { api } from "@/api/client";
import { keys } from "@/api/query";

interface Named {
  code: string;
  name: string;
}

const offers = {
  services: "/api/v1/services",
  materials: "/api/v1/materials",
  finishes: "/api/v1/finishes",
  tolerances: "/api/v1/tolerances",
  "rush-levels": "/api/v1/rush-levels",
} as const;

/** Answers the code itself for what the catalogue does not know any more. */
export function useNames(): (code: string | null | undefined) => string {
  const lists = useQueries({
    queries: Object.entries(offers).map(([what, path]) => ({
      queryKey: [...keys.offer(what), "names"],
      queryFn: async ({ signal }: { signal: AbortSignal }) => ((await api.get(path, { signal })) as unknown as { items: Named[] }).items,
      staleTime: 300_000,
    })),
  });
  return (code) => {
    if (!code) return "";
    for (const list of lists) {
      const found = list.data?.find((one) => one.code === code);
      if (found) return found.name;
    }
    return code;
  };
}

interface Wishes {
  service: string;
  material: string;
  color?: string | null;
  finish?: string | null;
  tolerance?: string | null;
}

/** "FDM 3D printing · PETG · black": what is wished for a part; what stands in brackets is left to the catalogue. */
export const wishesOf = (line: Wishes, nameOf: (code: string | null | undefined) => string) =>
  [line.service, line.material, line.color, line.finish, line.tolerance]
    .filter(Boolean)
    .map((code) => nameOf(code).replace(/\s*\(.*\)$/, ""))
    .join(" · ");
