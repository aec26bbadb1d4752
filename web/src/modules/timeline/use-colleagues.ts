import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import type { Colleague } from "@/ui/mentions";

const LONG_MS = 300_000;

/** Who may be mentioned at such a record; undefined while that is not known, or for nobody who may ask. */
export function useMentionable(kind: "quote" | "sales_order"): readonly Colleague[] | undefined {
  const { may } = useSession();
  const query = { record_kind: kind };
  const colleagues = useQuery({
    queryKey: keys.colleagues(kind),
    queryFn: ({ signal }) => api.get("/api/v1/colleagues", { query, signal }),
    staleTime: LONG_MS,
    enabled: may("company.read"),
  });
  return colleagues.data?.items;
}
