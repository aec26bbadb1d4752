import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { matching, MOST_OFFERED, type FindColleagues } from "@/ui/mentions";

const LONG_MS = 300_000;

type Kind = "quote" | "sales_order";

/** Asks the server, so that anybody is found however many there are; until it answers, who fits of those known already. */
const finder = (kind: Kind): FindColleagues =>
  function useFound(part) {
    const found = useQuery({
      queryKey: keys.colleagues(kind, part),
      queryFn: ({ signal }) => api.get("/api/v1/colleagues", { query: { record_kind: kind, search: part, page_size: MOST_OFFERED }, signal }),
      staleTime: LONG_MS,
      enabled: part !== undefined,
      placeholderData: keepPreviousData,
    });
    if (part === undefined || !found.data) return [];
    return found.isPlaceholderData ? matching(found.data.items, part) : found.data.items;
  };

const finders: Record<Kind, FindColleagues> = { quote: finder("quote"), sales_order: finder("sales_order") };

/** How those are found who may be mentioned at such a record; undefined for nobody who may ask. */
export function useMentionable(kind: Kind): FindColleagues | undefined {
  const { may } = useSession();
  return may("company.read") ? finders[kind] : undefined;
}
